package org.fleetreboot.engine.state;

import java.util.List;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * Something that happened: the events that one decision recorded, or that a wait is over. The
 * memory reflects the events already. Each fact is told once, in the order in which the facts came,
 * to everyone who acts on it.
 */
public sealed interface Fact {
  /** The stop of calls to one hub. */
  record OfFleet(LiveHub hub, List<FleetStopEvent> events) implements Fact {
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

  /** The timeout of a step has passed, and the step is still open. No event records it. */
  record StepTimedOut(LiveRun run, String step) implements Fact {}

  /**
   * Each device of one hub that a run has confirmed was polled once more. No event records it.
   *
   * @param pass the pass of the chain that asked for it
   * @param devices how many devices were polled
   * @param unstable what is wrong with the unstable ones, one sentence for each
   */
  record StabilityChecked(
      LiveHub hub, LiveRun run, ChainPass pass, String step, int devices, List<String> unstable)
      implements Fact {
    public StabilityChecked {
      unstable = List.copyOf(unstable);
    }
  }

  /**
   * Events of one device.
   *
   * @param before the state in which they were decided
   */
  record OfDevice(LiveHub hub, LiveDevice device, RebootState before, List<RebootEvent> events)
      implements Fact {
    public OfDevice {
      events = List.copyOf(events);
    }

    /** Whether they leave the reboot as it was. */
    public boolean isRemark() {
      return events.stream()
          .allMatch(
              event -> event instanceof RebootEvent.Noted || event instanceof RebootEvent.Deferred);
    }
  }
}
