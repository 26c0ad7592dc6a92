package org.fleetreboot.engine;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.workflow.RebootState;
import org.fleetreboot.workflow.Relations;
import org.fleetreboot.workflow.Rollout;
import org.fleetreboot.workflow.RolloutCommand;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.TwinReading;
import org.fleetreboot.workflow.WindowRule;
import org.jspecify.annotations.Nullable;

/** The groups: collecting their devices, whose turn is next, when they stop, and that they end. */
final class Rollouts {
  /** Devices left out in one step: a large group must not hold up the others. */
  private static final int LEFT_OUT_AT_ONCE = 1_000;

  private final Ledger ledger;
  private final DueTimes<Timer> timers;
  private final Windows windows;
  private final RelatedDevices related;
  private final LeavingOut leavingOut;
  private final TargetCollection collection;
  private final LateJoiners joiners;
  private final BiConsumer<RolloutSlot, Instant> onSettled;

  /** Those that the chain has come to and that are not settled, in the order of their coming. */
  private final Set<RolloutSlot> open = new LinkedHashSet<>();

  /** Those to be judged before this step ends. */
  private final Set<RolloutSlot> touched = new LinkedHashSet<>();

  Rollouts(
      Ledger ledger,
      Reboots reboots,
      HubWatch watch,
      DueTimes<Timer> timers,
      TargetCollection.Desk desk,
      BiConsumer<RolloutSlot, Instant> onSettled) {
    this.ledger = ledger;
    this.leavingOut = new LeavingOut(reboots);
    this.timers = timers;
    this.windows = new Windows(timers);
    this.related = new RelatedDevices(ledger.fleet.down());
    this.collection = new TargetCollection(ledger, watch, timers, desk, this::collected);
    this.joiners =
        new LateJoiners(
            ledger,
            watch,
            timers,
            desk,
            (rollout, device) -> rollout.pending.addLast(device),
            touched::add);
    this.onSettled = onSettled;
  }

  LeavingOut leavingOut() {
    return leavingOut;
  }

  RelatedDevices related() {
    return related;
  }

  Set<RolloutSlot> open() {
    return open;
  }

  /** The chain has come to the step of this group. */
  void attach(
      RolloutSlot rollout,
      RolloutOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      Instant now) {
    ledger.record(
        rollout,
        Rollout.decide(
            rollout.state(),
            new RolloutCommand.Start(rollout.run, rollout.step, now, targets, options)));
    rollout.attach();
    if (rollout.isSettled()) {
      return;
    }
    rollout.carry(payload);
    rollout.source = source;
    open.add(rollout);
    touched.add(rollout);
    collection.begin(rollout, source);
    if (!rollout.isCollecting()) {
      joiners.follow(rollout, now);
    }
  }

  private void collected(RolloutSlot rollout, Instant now) {
    if (rollout.isSettled()) {
      end(rollout, now);
    } else {
      restore(rollout, now);
      joiners.follow(rollout, now);
    }
  }

  /** Sorts the devices of a group whose list is frozen: who waits, who flies, who rests. */
  void restore(RolloutSlot rollout, Instant now) {
    for (String id : rollout.targets) {
      DeviceSlot device = ledger.fleet.device(id);
      if (rollout.hasSettled(device)) {
        continue;
      }
      if (rollout.isRebooting(device)) {
        rollout.flying.add(device);
        device.holder = rollout;
      } else {
        queue(rollout, device, now);
      }
    }
    touched.add(rollout);
  }

  /** Puts a device that has no turn in line, or to rest until its retry time. */
  void queue(RolloutSlot rollout, DeviceSlot device, Instant now) {
    rollout.flying.remove(device);
    // The group may have ended meanwhile: then its device is left out.
    touched.add(rollout);
    if (device.state() instanceof RebootState.Retrying retrying
        && retrying.notBefore().isAfter(now)) {
      rest(rollout, device, retrying.notBefore());
    } else {
      rollout.pending.addLast(device);
    }
  }

  /** Lets a device rest until then. */
  void rest(RolloutSlot rollout, DeviceSlot device, Instant until) {
    rollout.flying.remove(device);
    touched.add(rollout);
    rollout.resting.add(device);
    timers.add(
        until,
        now -> {
          if (rollout.resting.remove(device)) {
            rollout.pending.addLast(device);
          }
        });
  }

  /** The next device of the group that nothing known hinders; null when there is none. */
  @Nullable DeviceSlot next(RolloutSlot rollout, Instant now) {
    for (DeviceSlot device = rollout.pending.poll();
        device != null;
        device = rollout.pending.poll()) {
      if (device.holder != null || device.state() instanceof RebootState.InFlight) {
        rollout.resting.add(device);
        device.wanted(rollout);
        leavingOut.putOff(rollout, device, device.busyIn(), now);
        continue;
      }
      Obstacle obstacle = related.obstacle(rollout, device, now);
      if (obstacle == null || obstacle.forGood()) {
        return device;
      }
      related.park(rollout, device, obstacle.shared(), now);
    }
    return null;
  }

  /** Why the device is not called, by what its twin says now; null when it may be. */
  @Nullable Hold hold(RolloutSlot rollout, DeviceSlot device, TwinReading baseline, Instant now) {
    if (!(baseline instanceof TwinReading.Found twin)) {
      return null;
    }
    Relations relations = rollout.options().relations();
    device.tags = relations == null ? Map.of() : relations.of(twin);
    Hold hour = windows.holdAt(rollout, twin, now);
    Obstacle obstacle = hour == null ? related.obstacle(rollout, device, now) : null;
    return obstacle == null ? hour : Hold.by(obstacle);
  }

  /** Lets a device that was held back rest as long as it must. */
  void rest(RolloutSlot rollout, DeviceSlot device, Hold hold, Instant now) {
    if (hold.until() != null) {
      rest(rollout, device, hold.until());
    } else if (hold.shared() == null || related.obstacle(rollout, device, now) == null) {
      queue(rollout, device, now);
    } else {
      rollout.flying.remove(device);
      touched.add(rollout);
      related.park(rollout, device, hold.shared(), now);
    }
  }

  /** A device is free again: groups that wait for it may have it. */
  void wake(DeviceSlot device) {
    if (device.holder != null) {
      return;
    }
    for (RolloutSlot rollout : device.takeWanting()) {
      if (rollout.resting.remove(device)) {
        rollout.pending.addFirst(device);
      }
    }
  }

  /** The group's part in the device is over. */
  void settled(RolloutSlot rollout, DeviceSlot device) {
    rollout.flying.remove(device);
    rollout.resting.remove(device);
    if (device.holder == rollout) {
      device.holder = null;
    }
    device.emptyTurns = 0;
    device.putOffSince = null;
    touched.add(rollout);
  }

  /** Whether its devices may be called now, as far as the group itself goes. */
  boolean mayCall(RolloutSlot rollout, Instant now) {
    RunSlot run = ledger.fleet.knownRun(rollout.run);
    return rollout.isAttached()
        && rollout.state().mayCall()
        && run != null
        && run.mayCall()
        && !ledger.fleet.stop().holds()
        && rollout.leaveOutReason == null
        && windows.isOpen(rollout, now)
        && !windows.isMissed(rollout, now);
  }

  /** Whether nothing but a window that opens later holds the group up. */
  boolean waitsForItsWindow(RolloutSlot rollout, Instant now) {
    return windows.isAwaited(rollout, now);
  }

  /** Skips what is left of a group whose window has closed; plans the next look at a closed one. */
  void watchWindow(RolloutSlot rollout, Instant now) {
    boolean waits = !rollout.pending.isEmpty() || !rollout.resting.isEmpty();
    if (!waits || !rollout.state().mayCall()) {
      return;
    }
    WindowRule rule = rollout.options().window();
    if (rule != null && windows.isMissed(rollout, now)) {
      rollout.leaveOutReason = "the window " + rule.window() + " has closed";
      touched.add(rollout);
    } else {
      windows.checkLater(rollout, now);
    }
  }

  void cancel(RolloutSlot rollout, String by, String reason, boolean forced, Instant now) {
    RolloutCommand cancel = new RolloutCommand.Cancel(now, by, reason, forced);
    if (rollout.isCollecting()) {
      collection.end(rollout, cancel);
    } else {
      ledger.record(rollout, Rollout.decide(rollout.state(), cancel));
      touched.add(rollout);
    }
  }

  /**
   * Judges the groups that something happened to, and leaves devices out where it must.
   *
   * @return whether some are left for the next step, which should follow at once
   */
  boolean judge(Instant now) {
    int budget = LEFT_OUT_AT_ONCE;
    while (!touched.isEmpty()) {
      RolloutSlot rollout = touched.iterator().next();
      touched.remove(rollout);
      if (rollout.isSettled()) {
        continue;
      }
      List<RolloutEvent> events =
          Rollout.decide(
              rollout.state(), new RolloutCommand.Judge(now, joiners.isComplete(rollout)));
      ledger.record(rollout, events);
      if (rollout.isSettled()) {
        end(rollout, now);
      } else if (rollout.state().leavesOut() || rollout.leaveOutReason != null) {
        if (budget == 0) {
          touched.add(rollout);
          return true;
        }
        budget -= leavingOut.leaveOut(rollout, budget, now);
        letGo(rollout, now);
      }
    }
    return false;
  }

  /** Ends a group that does not wait for the devices under way, once only those are left. */
  private void letGo(RolloutSlot rollout, Instant now) {
    if (rollout.state().forced() && rollout.pending.isEmpty()) {
      int underWay = rollout.flying.size();
      ledger.record(
          rollout, Rollout.decide(rollout.state(), new RolloutCommand.LetGo(now, underWay)));
      if (rollout.isSettled()) {
        end(rollout, now);
      }
    }
  }

  private void end(RolloutSlot rollout, Instant now) {
    open.remove(rollout);
    related.forget(rollout);
    onSettled.accept(rollout, now);
    rollout.forget();
  }
}
