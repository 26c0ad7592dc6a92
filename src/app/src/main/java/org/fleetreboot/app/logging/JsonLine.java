package org.fleetreboot.app.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.event.KeyValuePair;

/**
 * A log line as a JSON object, with the run and the device that it is about in {@code mdc}. It says
 * what the line for people says, and no secret either.
 */
final class JsonLine extends JsonEncoder {
  private final SafeMessage message = new SafeMessage();
  private final BugStackTrace stackTrace = new BugStackTrace();

  JsonLine() {
    setWithContext(false);
    setWithArguments(false);
    setWithThrowable(false);
    setWithSequenceNumber(false);
    setWithNanoseconds(false);
  }

  @Override
  public void start() {
    stackTrace.start();
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    LoggingEvent safe = new LoggingEvent();
    safe.setInstant(event.getInstant());
    safe.setLevel(event.getLevel());
    safe.setThreadName(event.getThreadName());
    safe.setLoggerName(event.getLoggerName());
    safe.setMessage(message.convert(event));
    safe.setMDCPropertyMap(event.getMDCPropertyMap());
    String trace = stackTrace.convert(event);
    if (!trace.isEmpty()) {
      safe.addKeyValuePair(new KeyValuePair("stackTrace", trace));
    }
    return super.encode(safe);
  }
}
