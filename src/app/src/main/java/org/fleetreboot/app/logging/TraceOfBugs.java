package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.stream.Collectors;
import org.fleetreboot.app.terminal.Visible;
import org.fleetreboot.reboot.redaction.Redaction;

/**
 * The stack trace of what is logged as an error by us or by a route, without secrets; nothing for
 * all else.
 */
public final class TraceOfBugs extends ThrowableProxyConverter {
  @Override
  public String convert(ILoggingEvent event) {
    boolean ours =
        event.getLoggerName().startsWith("org.fleetreboot.")
            || event.getLoggerName().equals(Log.ROUTE);
    return ours && event.getLevel() == Level.ERROR
        ? super.convert(event).lines().map(TraceOfBugs::safe).collect(Collectors.joining())
        : "";
  }

  private static String safe(String line) {
    return Visible.line(Redaction.of(line.replace("\t", "  "))) + System.lineSeparator();
  }
}
