package org.fleetreboot.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.fleetreboot.engine.node.NodeIdle;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.reboot.CheckFailed;
import org.fleetreboot.reboot.GroupFailed;
import org.fleetreboot.reboot.NotApproved;
import org.fleetreboot.reboot.RunCancelled;
import org.fleetreboot.reboot.SoakFailed;
import org.jspecify.annotations.Nullable;

/**
 * Drops log messages about a stopped journal, about work that went on at another node, or about the
 * normal end of a run: the program reports each in a sentence.
 */
public final class ReportedFailureFilter extends Filter<ILoggingEvent> {
  private static final Set<String> SAID =
      Set.of(
          JournalFailed.class.getName(),
          PartitionLost.class.getName(),
          NodeIdle.class.getName(),
          GroupFailed.class.getName(),
          SoakFailed.class.getName(),
          CheckFailed.class.getName(),
          NotApproved.class.getName(),
          RunCancelled.class.getName());

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return isSaid(event.getThrowableProxy()) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean isSaid(@Nullable IThrowableProxy thrown) {
    for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
      if (SAID.contains(cause.getClassName())) {
        return true;
      }
    }
    return false;
  }
}
