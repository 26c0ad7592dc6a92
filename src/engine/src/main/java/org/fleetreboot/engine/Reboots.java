package org.fleetreboot.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RebootState;
import org.jspecify.annotations.Nullable;

/** Records facts about devices, and passes on what they mean for groups and polls. */
final class Reboots {
  private final Ledger ledger;
  private @Nullable Looks looks;
  private @Nullable Rollouts rollouts;

  Reboots(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Closes the circle: polls and groups record facts, and facts move polls and groups. */
  void connect(Looks theLooks, Rollouts theRollouts) {
    this.looks = theLooks;
    this.rollouts = theRollouts;
  }

  void record(DeviceSlot device, List<RebootEvent> events, Instant now) {
    if (events.isEmpty()) {
      return;
    }
    Map<String, String> downBefore = DownDevices.tags(device.state());
    ledger.record(device, events);
    if (events.stream().allMatch(Reboots::isRemark)) {
      return;
    }
    if (looks == null || rollouts == null) {
      throw new IllegalStateException("connect() comes first.");
    }
    for (RebootEvent event : events) {
      if (event.outcome() == Outcome.CONFIRMED) {
        rollouts.seen(device, true, now);
      }
      if (event.outcome() != null) {
        settled(rollouts, device, event);
      }
    }
    looks.plan(device, now);
    if (!(device.state() instanceof RebootState.InFlight)) {
      rollouts.waiting().wake(device);
      if (!downBefore.isEmpty() || !device.tags.isEmpty()) {
        passOn(rollouts, device, downBefore, events, now);
      }
    }
  }

  /** Whether all stands as before. */
  private static boolean isRemark(RebootEvent event) {
    return event instanceof RebootEvent.Noted || event instanceof RebootEvent.PutOff;
  }

  /** Others that are related to the device may have its place. */
  private static void passOn(
      Rollouts groups,
      DeviceSlot device,
      Map<String, String> downBefore,
      List<RebootEvent> events,
      Instant now) {
    // By tag and value: its tags may have changed since the call.
    Set<Map.Entry<String, String>> places = new HashSet<>(downBefore.entrySet());
    places.addAll(device.tags.entrySet());
    groups.waiting().wakeRelated(places, now);
    if (events.stream().anyMatch(event -> event.outcome() != null)) {
      device.tags = Map.of();
    }
  }

  private void settled(Rollouts groups, DeviceSlot device, RebootEvent event) {
    RolloutSlot holder = device.holder;
    if (holder != null && holder.run.equals(event.run()) && holder.step.equals(event.step())) {
      groups.settled(holder, device);
      return;
    }
    RunSlot run = ledger.fleet.knownRun(event.run());
    if (run == null || !run.over) {
      groups.settled(ledger.fleet.rollout(event.run(), event.step()), device);
    }
    // Else nothing is left of the run that had not waited for the device.
  }
}
