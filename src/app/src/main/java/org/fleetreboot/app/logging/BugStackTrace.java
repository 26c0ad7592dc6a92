package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.stream.Collectors;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.reboot.redaction.Redaction;

/**
 * The stack trace of errors that we or a route log, without secrets; nothing for other messages.
 */
public final class BugStackTrace extends ThrowableProxyConverter {
  @Override
  public String convert(ILoggingEvent event) {
    boolean ours =
        event.getLoggerName().startsWith("org.fleetreboot.")
            || event.getLoggerName().equals(Log.ROUTE);
    return ours && event.getLevel() == Level.ERROR
        ? super.convert(event).lines().map(BugStackTrace::safe).collect(Collectors.joining())
        : "";
  }

  private static String safe(String line) {
    return EscapedText.line(Redaction.of(line.replace("\t", "  "))) + System.lineSeparator();
  }
}
