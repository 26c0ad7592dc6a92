package org.fleetreboot.engine;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.fleetreboot.engine.AwayDevices.Away;
import org.fleetreboot.workflow.Rollout;
import org.fleetreboot.workflow.RolloutCommand;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.WindowRule;
import org.jspecify.annotations.Nullable;

/** The groups: whom they call, when they stop, and that they end. */
final class Rollouts {
  /** Devices left out in one step: a large group must not hold up the others. */
  private static final int LEFT_OUT_AT_ONCE = 1_000;

  private final Ledger ledger;
  private final Windows windows;
  private final LeavingOut leavingOut;
  private final WaitingDevices waiting;
  private final RelatedDevices related;
  private final TargetCollection collection;
  private final LateJoiners joiners;
  private final Disconnections disconnections;
  private final AwayDevices away;
  private final GroupPatience patience;
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
      DueTimes<Timer> hours,
      TargetCollection.Desk desk,
      BiConsumer<RolloutSlot, Instant> onSettled) {
    this.ledger = ledger;
    this.leavingOut = new LeavingOut(reboots);
    this.related = new RelatedDevices(ledger.fleet);
    this.windows = new Windows(timers, hours);
    this.waiting = new WaitingDevices(timers, hours, windows, related, leavingOut, touched::add);
    this.collection = new TargetCollection(ledger, watch, timers, desk, this::collected);
    this.joiners =
        new LateJoiners(
            ledger,
            watch,
            timers,
            desk,
            (rollout, device) -> rollout.pending.addLast(device),
            touched::add);
    this.disconnections = new Disconnections(ledger, watch, timers, desk, this::told);
    this.away = new AwayDevices(ledger.fleet);
    this.patience = new GroupPatience(ledger.fleet);
    this.onSettled = onSettled;
  }

  LeavingOut leavingOut() {
    return leavingOut;
  }

  WaitingDevices waiting() {
    return waiting;
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
      DisconnectedSource disconnected,
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
    disconnections.follow(rollout, disconnected, now);
    collection.begin(rollout, source);
    if (!rollout.isCollecting()) {
      joiners.follow(rollout, now);
    }
  }

  /** The chain goes no further with the group's run: nobody is called until it comes back. */
  void detach(RolloutSlot rollout) {
    open.remove(rollout);
    rollout.detach();
  }

  private void told(RolloutSlot rollout, Instant now) {
    related.wake(rollout, now);
    touched.add(rollout);
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
        waiting.queue(rollout, device, now);
      }
    }
    touched.add(rollout);
  }

  /** The group's part in the device is over. */
  void settled(RolloutSlot rollout, DeviceSlot device) {
    rollout.flying.remove(device);
    rollout.resting.remove(device);
    if (device.holder == rollout) {
      device.holder = null;
    }
    device.emptyTurns = 0;
    device.refusedTwins = 0;
    rollout.admitted.remove(device);
    rollout.notNow.remove(device);
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
        && Disconnections.areKnown(rollout)
        && windows.isOpen(rollout, now)
        && !windows.isMissed(rollout, now);
  }

  /**
   * Whether one more device may be away, beside those that the group has not called. The next in
   * line is deferred for them, and all are left out once they have been waited for.
   */
  boolean mayBeAway(RolloutSlot rollout, Instant now) {
    Away others = away.of(rollout, rollout.pending.peek(), now);
    if (!blocks(rollout, others)) {
      return true;
    }
    String reason = others.words(rollout.options().pace());
    if (patience.hasEnded(rollout, now) && rollout.flying.isEmpty()) {
      rollout.leaveOutReason = reason;
      touched.add(rollout);
    } else {
      leavingOut.putOff(rollout, rollout.pending.element(), reason, null, now);
    }
    return false;
  }

  private static boolean blocks(RolloutSlot rollout, Away others) {
    return !others.isNobody()
        && !rollout.pace().mayBeAway(rollout.state(), rollout.flying.size(), others.count());
  }

  /** Somebody has seen whether the device is connected. */
  void seen(DeviceSlot device, boolean connected, Instant now) {
    device.connectedAt = connected ? ledger.fleet.steady().of(now) : null;
    open.forEach(rollout -> away.recount(rollout, device, now));
  }

  /** Whether nothing but a window that opens later holds the group up. */
  boolean waitsForItsWindow(RolloutSlot rollout, Instant now) {
    return windows.isAwaited(rollout, now);
  }

  /**
   * Skips what is left of a group whose window has closed; plans the next check of a closed one.
   */
  void watchWindow(RolloutSlot rollout, Instant now) {
    boolean waits = !rollout.pending.isEmpty() || !rollout.resting.isEmpty();
    if (!waits || !rollout.state().mayCall()) {
      return;
    }
    WindowRule rule = rollout.options().window();
    if (rule != null && windows.isMissed(rollout, now)) {
      Away others = away.of(rollout, rollout.pending.peek(), now);
      rollout.leaveOutReason =
          Windows.missed(rollout, rule, now)
              + (blocks(rollout, others) ? "; " + others.words(rollout.options().pace()) : "");
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
