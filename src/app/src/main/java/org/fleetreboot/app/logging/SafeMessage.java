package org.fleetreboot.app.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.fleetreboot.app.terminal.Visible;
import org.fleetreboot.reboot.redaction.Redaction;

/** The message of a line of the log: one line, without secrets, and nothing a terminal obeys. */
public final class SafeMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Visible.line(Redaction.of(String.valueOf(super.convert(event)).stripTrailing()));
  }
}
