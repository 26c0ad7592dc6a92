package org.fleetreboot.engine;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RebootState;
import org.jspecify.annotations.Nullable;

/** Records facts about devices, and passes on what they mean for groups and looks. */
final class Reboots {
  private final Ledger ledger;
  private @Nullable Looks looks;
  private @Nullable Rollouts rollouts;

  Reboots(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Closes the circle: looks and groups record facts, and facts move looks and groups. */
  void connect(Looks theLooks, Rollouts theRollouts) {
    this.looks = theLooks;
    this.rollouts = theRollouts;
  }

  void record(DeviceSlot device, List<RebootEvent> events, Instant now) {
    if (events.isEmpty()) {
      return;
    }
    ledger.record(device, events);
    if (looks == null || rollouts == null) {
      throw new IllegalStateException("connect() comes first.");
    }
    for (RebootEvent event : events) {
      if (event.outcome() != null) {
        rollouts.settled(ledger.fleet.rollout(event.run(), event.step()), device);
      }
    }
    looks.plan(device, now);
    if (!(device.state() instanceof RebootState.InFlight)) {
      rollouts.wake(device);
    }
  }
}
