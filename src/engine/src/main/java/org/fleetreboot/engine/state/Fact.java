package org.fleetreboot.engine.state;

import java.util.List;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * What one decision recorded, and about whom. The memory knows it already; each fact is told once,
 * in the order of recording, to those who act on it.
 */
public sealed interface Fact {
  record OfFleet(List<FleetStopEvent> events) implements Fact {
    public OfFleet {
      events = List.copyOf(events);
    }
  }

  record OfRun(LiveRun run, List<RunEvent> events) implements Fact {
    public OfRun {
      events = List.copyOf(events);
    }
  }

  record OfGroup(LiveGroup group, List<GroupEvent> events) implements Fact {
    public OfGroup {
      events = List.copyOf(events);
    }

    public boolean has(Class<? extends GroupEvent> kind) {
      return events.stream().anyMatch(kind::isInstance);
    }
  }

  /**
   * Of one device.
   *
   * @param before the state that the decision was made in
   */
  record OfDevice(LiveDevice device, RebootState before, List<RebootEvent> events) implements Fact {
    public OfDevice {
      events = List.copyOf(events);
    }

    /** Whether all stands as before. */
    public boolean isRemark() {
      return events.stream()
          .allMatch(
              event -> event instanceof RebootEvent.Noted || event instanceof RebootEvent.Deferred);
    }
  }
}
