package org.fleetreboot.app.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.reboot.redaction.Redaction;

/** The message of a log line: one line, without secrets and control characters. */
public final class SafeMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return EscapedText.line(Redaction.of(String.valueOf(super.convert(event)).stripTrailing()));
  }
}
