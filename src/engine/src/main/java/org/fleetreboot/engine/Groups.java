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
final class Groups {
  /** Devices left out in one step: a large group must not hold up the others. */
  private static final int LEFT_OUT_AT_ONCE = 1_000;

  private final EventRecorder recorder;
  private final Windows windows;
  private final LeavingOut leavingOut;
  private final WaitingDevices waiting;
  private final RelatedDevices related;
  private final TargetCollection collection;
  private final LateJoiners joiners;
  private final Disconnections disconnections;
  private final AwayDevices away;
  private final GroupPatience patience;
  private final BiConsumer<LiveGroup, Instant> onSettled;

  /** Those that the chain has come to and that are not settled, in the order of their coming. */
  private final Set<LiveGroup> open = new LinkedHashSet<>();

  /** Those to be judged before this step ends. */
  private final Set<LiveGroup> touched = new LinkedHashSet<>();

  Groups(
      EventRecorder recorder,
      Reboots reboots,
      HubWatch watch,
      DueTimes<Timer> timers,
      DueTimes<Timer> hours,
      TargetCollection.Desk desk,
      BiConsumer<LiveGroup, Instant> onSettled) {
    this.recorder = recorder;
    this.leavingOut = new LeavingOut(reboots);
    this.related = new RelatedDevices(recorder.fleet);
    this.windows = new Windows(timers, hours);
    this.waiting = new WaitingDevices(timers, hours, windows, related, leavingOut, touched::add);
    this.collection = new TargetCollection(recorder, watch, timers, desk, this::collected);
    this.joiners =
        new LateJoiners(
            recorder,
            watch,
            timers,
            desk,
            (group, device) -> group.pending.addLast(device),
            touched::add);
    this.disconnections = new Disconnections(recorder, watch, timers, desk, this::told);
    this.away = new AwayDevices(recorder.fleet);
    this.patience = new GroupPatience(recorder.fleet);
    this.onSettled = onSettled;
  }

  LeavingOut leavingOut() {
    return leavingOut;
  }

  WaitingDevices waiting() {
    return waiting;
  }

  Set<LiveGroup> open() {
    return open;
  }

  /** The chain has come to the step of this group. */
  void attach(
      LiveGroup group,
      RolloutOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected,
      Instant now) {
    recorder.record(
        group,
        Rollout.decide(
            group.state(), new RolloutCommand.Start(group.run, group.step, now, targets, options)));
    group.attach();
    if (group.isSettled()) {
      return;
    }
    group.carry(payload);
    group.source = source;
    open.add(group);
    touched.add(group);
    disconnections.follow(group, disconnected, now);
    collection.begin(group, source);
    if (!group.isCollecting()) {
      joiners.follow(group, now);
    }
  }

  /** The chain goes no further with the group's run: nobody is called until it comes back. */
  void detach(LiveGroup group) {
    open.remove(group);
    group.detach();
  }

  private void told(LiveGroup group, Instant now) {
    related.wake(group, now);
    touched.add(group);
  }

  private void collected(LiveGroup group, Instant now) {
    if (group.isSettled()) {
      end(group, now);
    } else {
      restore(group, now);
      joiners.follow(group, now);
    }
  }

  /** Sorts the devices of a group whose list is frozen: who waits, who flies, who rests. */
  void restore(LiveGroup group, Instant now) {
    for (String id : group.targets) {
      LiveDevice device = recorder.fleet.device(id);
      if (group.hasSettled(device)) {
        continue;
      }
      if (group.isRebooting(device)) {
        group.flying.add(device);
        device.holder = group;
      } else {
        waiting.queue(group, device, now);
      }
    }
    touched.add(group);
  }

  /** The group's part in the device is over. */
  void settled(LiveGroup group, LiveDevice device) {
    group.flying.remove(device);
    group.resting.remove(device);
    if (device.holder == group) {
      device.holder = null;
    }
    device.emptyTurns = 0;
    device.refusedTwins = 0;
    group.admitted.remove(device);
    group.notNow.remove(device);
    touched.add(group);
  }

  /** Whether its devices may be called now, as far as the group itself goes. */
  boolean mayCall(LiveGroup group, Instant now) {
    LiveRun run = recorder.fleet.knownRun(group.run);
    return group.isAttached()
        && group.state().mayCall()
        && run != null
        && run.mayCall()
        && !recorder.fleet.stop().holds()
        && group.leaveOutReason == null
        && Disconnections.areKnown(group)
        && windows.isOpen(group, now)
        && !windows.isMissed(group, now);
  }

  /**
   * Whether one more device may be away, beside those that the group has not called. The next in
   * line is deferred for them, and all are left out once they have been waited for.
   */
  boolean mayBeAway(LiveGroup group, Instant now) {
    Away others = away.of(group, group.pending.peek(), now);
    if (!blocks(group, others)) {
      return true;
    }
    String reason = others.words(group.options().pace());
    if (patience.hasEnded(group, now) && group.flying.isEmpty()) {
      group.leaveOutReason = reason;
      touched.add(group);
    } else {
      leavingOut.putOff(group, group.pending.element(), reason, null, now);
    }
    return false;
  }

  private static boolean blocks(LiveGroup group, Away others) {
    return !others.isNobody()
        && !group.pace().mayBeAway(group.state(), group.flying.size(), others.count());
  }

  /** Somebody has seen whether the device is connected. */
  void seen(LiveDevice device, boolean connected, Instant now) {
    device.connectedAt = connected ? recorder.fleet.steady().of(now) : null;
    open.forEach(group -> away.recount(group, device, now));
  }

  /** Whether nothing but a window that opens later holds the group up. */
  boolean waitsForItsWindow(LiveGroup group, Instant now) {
    return windows.isAwaited(group, now);
  }

  /**
   * Skips what is left of a group whose window has closed; plans the next check of a closed one.
   */
  void watchWindow(LiveGroup group, Instant now) {
    boolean waits = !group.pending.isEmpty() || !group.resting.isEmpty();
    if (!waits || !group.state().mayCall()) {
      return;
    }
    WindowRule rule = group.options().window();
    if (rule != null && windows.isMissed(group, now)) {
      Away others = away.of(group, group.pending.peek(), now);
      group.leaveOutReason =
          Windows.missed(group, rule, now)
              + (blocks(group, others) ? "; " + others.words(group.options().pace()) : "");
      touched.add(group);
    } else {
      windows.checkLater(group, now);
    }
  }

  void cancel(LiveGroup group, String by, String reason, boolean forced, Instant now) {
    RolloutCommand cancel = new RolloutCommand.Cancel(now, by, reason, forced);
    if (group.isCollecting()) {
      collection.end(group, cancel);
    } else {
      recorder.record(group, Rollout.decide(group.state(), cancel));
      touched.add(group);
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
      LiveGroup group = touched.iterator().next();
      touched.remove(group);
      if (group.isSettled()) {
        continue;
      }
      List<RolloutEvent> events =
          Rollout.decide(group.state(), new RolloutCommand.Judge(now, joiners.isComplete(group)));
      recorder.record(group, events);
      if (group.isSettled()) {
        end(group, now);
      } else if (group.state().leavesOut() || group.leaveOutReason != null) {
        if (budget == 0) {
          touched.add(group);
          return true;
        }
        budget -= leavingOut.leaveOut(group, budget, now);
        letGo(group, now);
      }
    }
    return false;
  }

  /** Ends a group that does not wait for the devices under way, once only those are left. */
  private void letGo(LiveGroup group, Instant now) {
    if (group.state().forced() && group.pending.isEmpty()) {
      int underWay = group.flying.size();
      recorder.record(
          group, Rollout.decide(group.state(), new RolloutCommand.LetGo(now, underWay)));
      if (group.isSettled()) {
        end(group, now);
      }
    }
  }

  private void end(LiveGroup group, Instant now) {
    open.remove(group);
    related.forget(group);
    onSettled.accept(group, now);
    group.forget();
  }
}
