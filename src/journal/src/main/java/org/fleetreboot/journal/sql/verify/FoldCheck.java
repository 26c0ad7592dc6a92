package org.fleetreboot.journal.sql.verify;

import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.workflow.device.DeviceHistory;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/** Every event is in a stream of its kind, and follows from those before it. */
public final class FoldCheck implements Check {
  /** By the number of the stream. */
  private final Map<Long, Object> states = new HashMap<>();

  @Override
  public void event(RecordedEvent event, Object decoded, long streamNo) {
    states.put(streamNo, next(event.stream().name(), states.get(streamNo), decoded));
  }

  private static Object next(String stream, @Nullable Object state, Object event) {
    if (event instanceof RunEvent next && stream.startsWith("run/")) {
      return Run.evolve(state == null ? RunState.INITIAL : (RunState) state, next).withoutMessage();
    }
    if (event instanceof GroupEvent next && stream.startsWith("group/")) {
      return Group.evolve(state == null ? GroupState.INITIAL : (GroupState) state, next);
    }
    if (event instanceof RebootEvent next && stream.startsWith("device/")) {
      return recent(
          Reboot.evolve(state == null ? RebootState.INITIAL : (RebootState) state, next), next);
    }
    if (event instanceof FleetStopEvent next && stream.startsWith("fleet/")) {
      return (state == null ? FleetStop.NONE : (FleetStop) state).evolve(next);
    }
    throw new IllegalStateException("It does not belong into its stream.");
  }

  /** Without earlier runs: a device remembers each until it is told that the run is over. */
  private static RebootState recent(RebootState state, RebootEvent event) {
    DeviceHistory past = state.past();
    if (past.runs().size() <= 1) {
      return state;
    }
    for (String run : past.runs().keySet()) {
      if (!run.equals(event.run())) {
        past = past.without(run);
      }
    }
    return state.with(past);
  }
}
