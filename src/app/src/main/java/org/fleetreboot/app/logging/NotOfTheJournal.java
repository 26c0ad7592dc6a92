package org.fleetreboot.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.fleetreboot.journal.JournalFailed;
import org.jspecify.annotations.Nullable;

/**
 * Drops what is logged because the journal has stopped: all parts notice it at once, and the
 * program's last sentence says it.
 */
public final class NotOfTheJournal extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    return isOfTheJournal(event.getThrowableProxy()) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean isOfTheJournal(@Nullable IThrowableProxy thrown) {
    for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClassName().equals(JournalFailed.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
