package org.fleetreboot.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.engine.AwayDevices.Away;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** The groups: whom they call, when they stop, and that they end. */
final class Groups {
  /** Devices left out in one step: a large group must not hold up the others. */
  static final int LEFT_OUT_AT_ONCE = 1_000;

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

  /** Those that the chain has come to and that are not settled, in the order of their coming. */
  private final Set<LiveGroup> open = new LinkedHashSet<>();

  /** Those to be judged before this step ends. */
  private final Set<LiveGroup> touched = new LinkedHashSet<>();

  Groups(
      EventRecorder recorder,
      HubWatch watch,
      DueTimes<Timer> timers,
      DueTimes<Timer> hours,
      TargetCollection.Desk desk) {
    this.recorder = recorder;
    this.leavingOut = new LeavingOut(recorder);
    this.related = new RelatedDevices(recorder.fleet);
    this.windows = new Windows(timers, hours);
    this.waiting = new WaitingDevices(timers, hours, windows, related, leavingOut, touched::add);
    this.collection = new TargetCollection(recorder, watch, timers, desk);
    this.joiners = new LateJoiners(recorder, watch, timers, desk, touched::add);
    this.disconnections = new Disconnections(recorder, watch, timers, desk, this::told);
    this.away = new AwayDevices(recorder.fleet);
    this.patience = new GroupPatience(recorder.fleet);
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
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected,
      Instant now) {
    recorder.record(
        group,
        Group.decide(
            group.state(), new GroupCommand.Start(group.run, group.step, now, targets, options)));
    group.attach();
    if (group.isSettled()) {
      return;
    }
    LiveRun run = recorder.fleet.run(group.run);
    group.carry(payload);
    group.source = source;
    open.add(group);
    touched.add(group);
    disconnections.follow(group, disconnected, now);
    collection.begin(group, source);
    if (!group.isCollecting()) {
      joiners.follow(group, now);
    }
    if (run.state().cancelled()) {
      // The step had started, its group had not: the program died between the two.
      cancelAll(run, Runs.ENGINE, String.valueOf(run.state().reason()), now);
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

  /** What has happened moves the groups that it happened to. */
  void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfDevice reboot && !reboot.isRemark()) {
      moved(reboot, now);
    } else if (fact instanceof Fact.OfGroup ofGroup) {
      moved(ofGroup, now);
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> on(ofRun.run(), event, now));
    }
  }

  private void moved(Fact.OfGroup fact, Instant now) {
    LiveGroup group = fact.group();
    if (fact.has(GroupEvent.GroupSettled.class)) {
      open.remove(group);
      related.forget(group);
      group.forget();
    }
    if (group.isSettled()) {
      return;
    }
    if (fact.has(GroupEvent.TargetsFrozen.class)) {
      restore(group, now);
      joiners.follow(group, now);
    } else if (!group.isCollecting()) {
      fact.events().forEach(event -> joined(group, event));
    }
    if (fact.has(GroupEvent.GroupCancelled.class)) {
      touched.add(group);
    }
  }

  private void on(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.RunCancelled cancelled) {
      cancelAll(run, cancelled.by(), cancelled.reason(), now);
    } else if (event instanceof RunEvent.RunSettled) {
      cancelAll(run, Runs.ENGINE, Runs.CHAIN_ENDED, now);
    }
  }

  /** A device has come to another state: to its outcome, or it is free for other groups. */
  private void moved(Fact.OfDevice reboot, Instant now) {
    LiveDevice device = reboot.device();
    boolean hasOutcome = false;
    for (RebootEvent event : reboot.events()) {
      if (event.outcome() == Outcome.CONFIRMED) {
        seen(device, true, now);
      }
      if (event.outcome() != null) {
        hasOutcome = true;
        settled(device, event);
      }
    }
    if (device.state() instanceof RebootState.InFlight) {
      return;
    }
    waiting.wake(device);
    // By tag and value: its tags may have changed since the call.
    Set<Map.Entry<String, String>> places =
        new HashSet<>(DownDevices.tags(reboot.before()).entrySet());
    places.addAll(device.tags.entrySet());
    if (!places.isEmpty()) {
      waiting.wakeRelated(places, now);
      if (hasOutcome) {
        device.tags = Map.of();
      }
    }
  }

  private void settled(LiveDevice device, RebootEvent event) {
    LiveGroup holder = device.holder;
    if (holder != null && holder.run.equals(event.run()) && holder.step.equals(event.step())) {
      settled(holder, device);
      return;
    }
    LiveRun run = recorder.fleet.knownRun(event.run());
    if (run == null || !run.over) {
      settled(recorder.fleet.group(event.run(), event.step()), device);
    }
    // Else nothing is left of the run that had not waited for the device.
  }

  /** Devices that the query of a group under way has found since. */
  private void joined(LiveGroup group, GroupEvent event) {
    if (event instanceof GroupEvent.TargetsAdded added) {
      added.devices().forEach(device -> group.pending.addLast(recorder.fleet.device(device)));
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
  private void settled(LiveGroup group, LiveDevice device) {
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
      leavingOut.deferral(group, group.pending.element(), reason, null, now);
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

  /** Ends all groups of the run that are under way. */
  void cancelAll(LiveRun run, String by, String reason, Instant now) {
    GroupCommand cancel = new GroupCommand.Cancel(now, by, reason, run.state().forced());
    for (String step : run.openGroups()) {
      LiveGroup group = recorder.fleet.group(run.id, step);
      recorder.record(group, Group.decide(group.state(), cancel));
    }
  }

  /** The next one to judge before this step ends; null when there is none. */
  @Nullable LiveGroup touched() {
    return touched.isEmpty() ? null : touched.iterator().next();
  }

  /**
   * Judges a group that something happened to, and leaves devices out where it must.
   *
   * @param room how many devices may be left out
   * @return how many it were; more than there was room for when it has to be judged again
   */
  int judge(LiveGroup group, int room, Instant now) {
    touched.remove(group);
    if (group.isSettled()) {
      return 0;
    }
    recorder.record(
        group, Group.decide(group.state(), new GroupCommand.Judge(now, joiners.isComplete(group))));
    if (group.isSettled() || !(group.state().leavesOut() || group.leaveOutReason != null)) {
      return 0;
    }
    if (room == 0) {
      touched.add(group);
      return 1;
    }
    int leftOut = leavingOut.leaveOut(group, room, now);
    letGo(group, now);
    return leftOut;
  }

  /** Ends a group that does not wait for the devices under way, once only those are left. */
  private void letGo(LiveGroup group, Instant now) {
    if (group.state().forced() && group.pending.isEmpty()) {
      int underWay = group.flying.size();
      recorder.record(group, Group.decide(group.state(), new GroupCommand.LetGo(now, underWay)));
    }
  }
}
