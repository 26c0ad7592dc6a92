package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupsOfStep;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Starts, judges and ends the groups. */
public final class Groups {
  private final HubRecorder recorder;
  private final LiveHub hub;
  private final GroupWindows windows;
  private final BudgetQueue budgetQueue;
  private final MaxDownCheck maxDown;
  private final DeferralRules deferralRules;
  private final DeviceSkipper skipper;
  private final Targets targets;
  private final DisconnectedPoller disconnectedPoller;

  /**
   * The groups that their chain has reached and that are not settled, in the order in which they
   * were reached.
   */
  private final Set<LiveGroup> open = new LinkedHashSet<>();

  public Groups(
      HubRecorder recorder,
      LiveHub hub,
      GroupWindows windows,
      BudgetQueue budgetQueue,
      MaxDownCheck maxDown,
      DeferralRules deferralRules,
      DeviceSkipper skipper,
      Targets targets,
      DisconnectedPoller disconnectedPoller) {
    this.recorder = recorder;
    this.hub = hub;
    this.windows = windows;
    this.budgetQueue = budgetQueue;
    this.maxDown = maxDown;
    this.deferralRules = deferralRules;
    this.skipper = skipper;
    this.targets = targets;
    this.disconnectedPoller = disconnectedPoller;
  }

  /**
   * The groups that their chain has reached and that are not settled, in the order in which they
   * were reached.
   */
  public Set<LiveGroup> open() {
    return open;
  }

  /**
   * The chain has reached the step of this group.
   *
   * @param shared whether the step has groups on other hubs too
   */
  public void attach(
      LiveGroup group,
      GroupOptions options,
      @Nullable String payload,
      HubTargets asked,
      boolean shared,
      Instant now) {
    recorder.record(
        group,
        Group.decide(
            group.state(),
            new GroupCommand.Start(group.run, group.step, now, asked.targets(), options, shared)));
    group.attach();
    if (group.isSettled()) {
      return;
    }
    group.carry(payload);
    open.add(group);
    group.changed();
    disconnectedPoller.follow(group, asked.disconnected(), now);
    targets.begin(group, asked.source(), now);
    LiveRun run = hub.run(group.run);
    if (run.state().cancelled()) {
      // The program died after the step had started and before its group had.
      cancelAll(run, Requester.PROGRAM, String.valueOf(run.state().reason()), now);
    }
  }

  /**
   * The chain has given the run back: the group calls no device until the chain reaches it again.
   */
  public void detach(LiveGroup group) {
    forget(group);
    group.detach();
  }

  private void forget(LiveGroup group) {
    open.remove(group);
    targets.forget(group);
    disconnectedPoller.forget(group);
  }

  /** Acts on facts about devices, groups and runs. */
  public void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfDevice reboot && !reboot.isRemark()) {
      changed(reboot, now);
    } else if (fact instanceof Fact.OfGroup ofGroup) {
      changed(ofGroup, now);
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> changed(ofRun.run(), event, now));
    }
  }

  /** A device has changed its state: it has its outcome, or is free for other groups. */
  private void changed(Fact.OfDevice fact, Instant now) {
    LiveDevice device = fact.device();
    boolean isOver = false;
    for (RebootEvent event : fact.events()) {
      if (event.outcome() == Outcome.CONFIRMED) {
        seen(device, true, now);
      }
      if (event.outcome() != null) {
        isOver = true;
        settled(device, event);
      }
    }
    if (!(device.state() instanceof RebootState.InFlight)) {
      deferralRules.wake(device);
      budgetQueue.moved(device, fact.before(), isOver, now);
    }
  }

  private void settled(LiveDevice device, RebootEvent event) {
    LiveGroup holder = device.holder();
    if (holder != null && holder.isOf(event.run(), event.step())) {
      holder.devices().settle(device);
      return;
    }
    if (!hub.isOver(event.run())) {
      hub.group(event.run(), event.step()).devices().settle(device);
    }
    // Otherwise the run is over and has not waited for the device.
  }

  private void changed(Fact.OfGroup fact, Instant now) {
    LiveGroup group = fact.group();
    if (fact.has(GroupEvent.GroupSettled.class)) {
      forget(group);
      budgetQueue.forget(group);
      group.forget();
    }
    if (group.isSettled()) {
      return;
    }
    fact.events().forEach(this::load);
    if (fact.has(GroupEvent.TargetsFrozen.class)) {
      restore(group, now);
      targets.frozen(group, now);
    } else if (!group.isCollecting()) {
      fact.events().forEach(event -> joined(group, event));
    }
    if (fact.has(GroupEvent.GroupCancelled.class)) {
      group.changed();
    }
  }

  /**
   * Takes the devices that a group names into memory, a page at a time, so that nothing is left to
   * read when its list is closed.
   */
  private void load(GroupEvent event) {
    if (event instanceof GroupEvent.TargetsAdded added) {
      hub.loadOrAdd(added.devices());
    }
  }

  /** The query of a group under way has found more devices. */
  private void joined(LiveGroup group, GroupEvent event) {
    if (event instanceof GroupEvent.TargetsAdded added) {
      added.devices().forEach(device -> group.devices().queue(hub.device(device)));
    }
  }

  private void changed(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.RunCancelled cancelled) {
      cancelAll(run, cancelled.by(), cancelled.reason(), now);
    } else if (event instanceof RunEvent.RunSettled) {
      cancelAll(run, Requester.PROGRAM, LiveRun.CHAIN_ENDED, now);
    }
  }

  /** Puts the devices of a group whose list is closed in line, to rest, or among the taken. */
  public void restore(LiveGroup group, Instant now) {
    hub.loadOrAdd(group.targets());
    for (String id : group.targets()) {
      LiveDevice device = hub.device(id);
      if (group.hasSettled(device)) {
        continue;
      }
      if (group.isRebooting(device)) {
        group.devices().take(device);
      } else {
        deferralRules.queue(group, device, now);
      }
    }
    group.changed();
  }

  /** Whether the devices of the group may be called now, as far as the group decides it. */
  public boolean mayCall(LiveGroup group, Instant now) {
    LiveRun run = hub.knownRun(group.run);
    return group.isAttached()
        && group.state().mayCall()
        && run != null
        && run.mayCall()
        && !hub.stop().holds()
        && group.skipReason() == null
        && disconnectedPoller.areKnown(group)
        && windows.isOpen(group, now)
        && !windows.isMissed(group, now);
  }

  /** A device was seen to be connected, or not. */
  public void seen(LiveDevice device, boolean connected, Instant now) {
    device.seen(connected, now);
    open.forEach(group -> maxDown.recount(group, device, now));
  }

  /** Whether only a window that opens later holds the group up. */
  public boolean waitsForItsWindow(LiveGroup group, Instant now) {
    return windows.isAwaited(group, now);
  }

  /**
   * Cancels all groups of the run that are under way. After a crash this includes groups whose step
   * is settled: they lie in two partitions, and only the one of the run may know the end.
   */
  public void cancelAll(LiveRun run, Requester by, String reason, Instant now) {
    if (run.isOver()) {
      return;
    }
    GroupCommand cancel = new GroupCommand.Cancel(now, by, reason, run.state().forced());
    for (String step : run.groups(hub)) {
      LiveGroup group = hub.group(run.id, step);
      recorder.record(group, Group.decide(group.state(), cancel));
    }
  }

  /**
   * Judges a group that something has happened to, and skips devices if it must.
   *
   * @param room how many devices may be skipped
   * @return how many were skipped; more than {@code room} if the group must be judged again
   */
  public int judge(LiveGroup group, int room, Instant now) {
    if (group.isSettled()) {
      return 0;
    }
    boolean wasEnding = group.state().isEnding();
    List<LiveGroup> elsewhere = hub.elsewhere(group);
    recorder.record(group, Group.decide(group.state(), judge(group, elsewhere, now)));
    if (group.state().isEnding() && !wasEnding) {
      // Its limits count the devices of all hubs, so that they are broken there too.
      elsewhere.forEach(LiveGroup::changed);
    }
    if (group.isSettled() || !group.skipsWaiting()) {
      return 0;
    }
    if (room == 0) {
      group.changed();
      return 1;
    }
    int skipped = skipper.skipWaiting(group, room, now);
    letGo(group, now);
    return skipped;
  }

  private GroupCommand.Judge judge(LiveGroup group, List<LiveGroup> elsewhere, Instant now) {
    return new GroupCommand.Judge(
        now,
        targets.areComplete(group),
        GroupsOfStep.tally(elsewhere.stream().map(LiveGroup::state).toList()),
        elsewhere.stream().mapToInt(other -> other.state().targets()).sum());
  }

  /** Ends a forced group once only devices under way are left: it does not wait for them. */
  private void letGo(LiveGroup group, Instant now) {
    if (group.state().forced() && group.devices().isLineEmpty()) {
      int underWay = group.devices().countTaken();
      recorder.record(
          group, Group.decide(group.state(), new GroupCommand.SettleForced(now, underWay)));
    }
  }
}
