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
  private final EventRecorder recorder;
  private @Nullable Polls looks;
  private @Nullable Groups groups;

  Reboots(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /** Closes the circle: polls and groups record facts, and facts move polls and groups. */
  void connect(Polls theLooks, Groups theRollouts) {
    this.looks = theLooks;
    this.groups = theRollouts;
  }

  void record(LiveDevice device, List<RebootEvent> events, Instant now) {
    if (events.isEmpty()) {
      return;
    }
    Map<String, String> downBefore = DownDevices.tags(device.state());
    recorder.record(device, events);
    if (events.stream().allMatch(Reboots::isRemark)) {
      return;
    }
    if (looks == null || groups == null) {
      throw new IllegalStateException("connect() comes first.");
    }
    for (RebootEvent event : events) {
      if (event.outcome() == Outcome.CONFIRMED) {
        groups.seen(device, true, now);
      }
      if (event.outcome() != null) {
        settled(groups, device, event);
      }
    }
    looks.plan(device, now);
    if (!(device.state() instanceof RebootState.InFlight)) {
      groups.waiting().wake(device);
      if (!downBefore.isEmpty() || !device.tags.isEmpty()) {
        passOn(groups, device, downBefore, events, now);
      }
    }
  }

  /** Whether all stands as before. */
  private static boolean isRemark(RebootEvent event) {
    return event instanceof RebootEvent.Noted || event instanceof RebootEvent.PutOff;
  }

  /** Others that are related to the device may have its place. */
  private static void passOn(
      Groups groups,
      LiveDevice device,
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

  private void settled(Groups groups, LiveDevice device, RebootEvent event) {
    LiveGroup holder = device.holder;
    if (holder != null && holder.run.equals(event.run()) && holder.step.equals(event.step())) {
      groups.settled(holder, device);
      return;
    }
    LiveRun run = recorder.fleet.knownRun(event.run());
    if (run == null || !run.over) {
      groups.settled(recorder.fleet.group(event.run(), event.step()), device);
    }
    // Else nothing is left of the run that had not waited for the device.
  }
}
