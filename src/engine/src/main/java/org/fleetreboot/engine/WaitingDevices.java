package org.fleetreboot.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.workflow.InstantWords;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.jspecify.annotations.Nullable;

/** The devices of groups that have no turn: in line for one, or resting until they may be. */
final class WaitingDevices {
  private final DueTimes<Timer> timers;
  private final DueTimes<Timer> hours;
  private final Windows windows;
  private final RelatedDevices related;
  private final LeavingOut leavingOut;
  private final Consumer<LiveGroup> onTouched;

  /**
   * @param timers of waits
   * @param hours of times of day
   * @param onTouched told of each group that something happened to
   */
  WaitingDevices(
      DueTimes<Timer> timers,
      DueTimes<Timer> hours,
      Windows windows,
      RelatedDevices related,
      LeavingOut leavingOut,
      Consumer<LiveGroup> onTouched) {
    this.timers = timers;
    this.hours = hours;
    this.windows = windows;
    this.related = related;
    this.leavingOut = leavingOut;
    this.onTouched = onTouched;
  }

  /** Puts a device that has no turn in line, or to rest until its retry time. */
  void queue(LiveGroup group, LiveDevice device, Instant now) {
    group.flying.remove(device);
    // The group may have ended meanwhile: then its device is left out.
    onTouched.accept(group);
    Instant notBefore = device.notBefore();
    if (notBefore != null && notBefore.isAfter(now)) {
      rest(group, device, notBefore);
    } else {
      group.pending.addLast(device);
    }
  }

  /** Lets a device rest until then. */
  void rest(LiveGroup group, LiveDevice device, Instant until) {
    rest(group, device, until, timers);
  }

  private void rest(LiveGroup group, LiveDevice device, Instant until, DueTimes<Timer> times) {
    group.flying.remove(device);
    onTouched.accept(group);
    group.resting.add(device);
    times.add(
        until,
        now -> {
          if (group.resting.remove(device)) {
            group.pending.addLast(device);
          }
        });
  }

  /** The next device of the group that nothing known hinders; null when there is none. */
  @Nullable LiveDevice next(LiveGroup group, Instant now) {
    for (LiveDevice device = group.pending.poll(); device != null; device = group.pending.poll()) {
      if (device.holder != null || device.state() instanceof RebootState.InFlight) {
        group.resting.add(device);
        device.wanted(group);
        leavingOut.deferral(group, device, device.busyIn(), null, now);
        continue;
      }
      Instant notBefore = device.notBefore();
      if (device.state() instanceof RebootState.Retrying retrying
          && notBefore != null
          && notBefore.isAfter(now)) {
        // Another step has called it meanwhile, and it has named the time for all of them.
        leavingOut.deferral(group, device, calledAgainBy(retrying), null, now);
        rest(group, device, notBefore);
        continue;
      }
      Obstacle obstacle = related.obstacle(group, device, now);
      if (obstacle == null || obstacle.forGood()) {
        return device;
      }
      if (device.state().past().deferral(group.run, group.step) == null) {
        leavingOut.deferral(group, device, obstacle.reason(), null, now);
      }
      related.park(group, device, obstacle.shared(), now);
    }
    return null;
  }

  private static String calledAgainBy(RebootState.Retrying retrying) {
    return "step %s of run %s has called it, and waits until %s to call it again"
        .formatted(
            retrying.intent().step(),
            retrying.intent().run(),
            InstantWords.of(retrying.notBefore()));
  }

  /** Why the device is not called, by what its twin says now; null when it may be. */
  @Nullable Hold hold(LiveGroup group, LiveDevice device, TwinReading baseline, Instant now) {
    if (!(baseline instanceof TwinReading.Found twin)) {
      return null;
    }
    DisruptionBudget budget = group.options().budget();
    related.tag(device, budget == null ? Map.of() : budget.of(twin), now);
    Instant busyUntil = device.busyUntil();
    Hold hour = windows.holdAt(group, twin, now);
    if (hour == null && busyUntil != null && busyUntil.isAfter(now)) {
      return Hold.until(
          busyUntil,
          "busy in its last call; it asked for none before " + InstantWords.of(busyUntil));
    }
    Obstacle obstacle = related.obstacle(group, device, now);
    if (hour != null && hour.why().skipped() && obstacle != null) {
      return Hold.forGood(hour.why().reason() + "; " + obstacle.reason());
    }
    return hour != null || obstacle == null ? hour : Hold.by(obstacle);
  }

  /** Lets a device that was deferred rest as long as it must. */
  void rest(LiveGroup group, LiveDevice device, Hold hold, Instant now) {
    if (hold.until() != null) {
      rest(group, device, hold.until());
    } else if (hold.opens() != null) {
      rest(group, device, hold.opens(), hours);
    } else if (hold.shared() == null || related.obstacle(group, device, now) == null) {
      queue(group, device, now);
    } else {
      group.flying.remove(device);
      onTouched.accept(group);
      related.park(group, device, hold.shared(), now);
    }
  }

  /** A device is free again: groups that wait for it may have it. */
  void wake(LiveDevice device) {
    if (device.holder != null) {
      return;
    }
    for (LiveGroup group : device.takeWanting()) {
      if (group.resting.remove(device)) {
        group.pending.addFirst(device);
      }
    }
  }

  /** Related devices that wait may have the places of that one. */
  void wakeRelated(Set<Map.Entry<String, String>> places, Instant now) {
    related.wake(places, now);
  }
}
