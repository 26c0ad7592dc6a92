package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** The groups: that they begin, when they stop, and that they end. */
public final class Groups {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final GroupWindows windows;
  private final Disruptions disruptions;
  private final MaxDown maxDown;
  private final Deferrals deferrals;
  private final Skips skips;
  private final Targets targets;
  private final Disconnections disconnections;

  /** Those that the chain has come to and that are not settled, in the order of their coming. */
  private final Set<LiveGroup> open = new LinkedHashSet<>();

  public Groups(
      EventRecorder recorder, Fleet fleet,
      GroupWindows windows,
      Disruptions disruptions,
      MaxDown maxDown,
      Deferrals deferrals,
      Skips skips,
      Targets targets,
      Disconnections disconnections) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.windows = windows;
    this.disruptions = disruptions;
    this.maxDown = maxDown;
    this.deferrals = deferrals;
    this.skips = skips;
    this.targets = targets;
    this.disconnections = disconnections;
  }

  /** Those that the chain has come to and that are not settled, in the order of their coming. */
  public Set<LiveGroup> open() {
    return open;
  }

  /** The chain has come to the step of this group. */
  public void attach(
      LiveGroup group,
      GroupOptions options,
      @Nullable String payload,
      String asked,
      TargetSource source,
      DisconnectedSource disconnected,
      Instant now) {
    recorder.record(
        group,
        Group.decide(
            group.state(), new GroupCommand.Start(group.run, group.step, now, asked, options)));
    group.attach();
    if (group.isSettled()) {
      return;
    }
    group.carry(payload);
    open.add(group);
    group.changed();
    disconnections.follow(group, disconnected, now);
    targets.begin(group, source, now);
    LiveRun run = fleet.run(group.run);
    if (run.state().cancelled()) {
      // The step had started, its group had not: the program died between the two.
      cancelAll(run, FleetView.ENGINE, String.valueOf(run.state().reason()), now);
    }
  }

  /** The chain goes no further with the group's run: nobody is called until it comes back. */
  public void detach(LiveGroup group) {
    forget(group);
    group.detach();
  }

  private void forget(LiveGroup group) {
    open.remove(group);
    targets.forget(group);
    disconnections.forget(group);
  }

  /** What has happened moves the groups that it happened to. */
  public void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfDevice reboot && !reboot.isRemark()) {
      moved(reboot, now);
    } else if (fact instanceof Fact.OfGroup ofGroup) {
      moved(ofGroup, now);
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> moved(ofRun.run(), event, now));
    }
  }

  /** A device has come to another state: to its outcome, or it is free for other groups. */
  private void moved(Fact.OfDevice fact, Instant now) {
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
      deferrals.wake(device);
      disruptions.moved(device, fact.before(), isOver, now);
    }
  }

  private void settled(LiveDevice device, RebootEvent event) {
    LiveGroup holder = device.holder();
    if (holder != null && holder.isOf(event.run(), event.step())) {
      holder.devices().settle(device);
      return;
    }
    LiveRun run = fleet.knownRun(event.run());
    if (run == null || !run.isOver()) {
      fleet.group(event.run(), event.step()).devices().settle(device);
    }
    // Else nothing is left of the run that had not waited for the device.
  }

  private void moved(Fact.OfGroup fact, Instant now) {
    LiveGroup group = fact.group();
    if (fact.has(GroupEvent.GroupSettled.class)) {
      forget(group);
      disruptions.forget(group);
      group.forget();
    }
    if (group.isSettled()) {
      return;
    }
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

  /** Devices that the query of a group under way has found since. */
  private void joined(LiveGroup group, GroupEvent event) {
    if (event instanceof GroupEvent.TargetsAdded added) {
      added.devices().forEach(device -> group.devices().queue(fleet.device(device)));
    }
  }

  private void moved(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.RunCancelled cancelled) {
      cancelAll(run, cancelled.by(), cancelled.reason(), now);
    } else if (event instanceof RunEvent.RunSettled) {
      cancelAll(run, FleetView.ENGINE, LiveRun.CHAIN_ENDED, now);
    }
  }

  /** Sorts the devices of a group whose list is closed: who waits, who is taken, who rests. */
  public void restore(LiveGroup group, Instant now) {
    for (String id : group.targets()) {
      LiveDevice device = fleet.device(id);
      if (group.hasSettled(device)) {
        continue;
      }
      if (group.isRebooting(device)) {
        group.devices().take(device);
      } else {
        deferrals.queue(group, device, now);
      }
    }
    group.changed();
  }

  /** Whether its devices may be called now, as far as the group itself goes. */
  public boolean mayCall(LiveGroup group, Instant now) {
    LiveRun run = fleet.knownRun(group.run);
    return group.isAttached()
        && group.state().mayCall()
        && run != null
        && run.mayCall()
        && !fleet.stop().holds()
        && group.skipReason() == null
        && disconnections.areKnown(group)
        && windows.isOpen(group, now)
        && !windows.isMissed(group, now);
  }

  /** Somebody has seen whether the device is connected. */
  public void seen(LiveDevice device, boolean connected, Instant now) {
    device.seen(connected, now);
    open.forEach(group -> maxDown.recount(group, device, now));
  }

  /** Whether nothing but a window that opens later holds the group up. */
  public boolean waitsForItsWindow(LiveGroup group, Instant now) {
    return windows.isAwaited(group, now);
  }

  /** Ends all groups of the run that are under way. */
  public void cancelAll(LiveRun run, String by, String reason, Instant now) {
    GroupCommand cancel = new GroupCommand.Cancel(now, by, reason, run.state().forced());
    for (String step : run.openGroups()) {
      LiveGroup group = fleet.group(run.id, step);
      recorder.record(group, Group.decide(group.state(), cancel));
    }
  }

  /**
   * Judges a group that something happened to, and leaves devices out where it must.
   *
   * @param room how many devices may be left out
   * @return how many it were; more than there was room for when it has to be judged again
   */
  public int judge(LiveGroup group, int room, Instant now) {
    if (group.isSettled()) {
      return 0;
    }
    recorder.record(
        group,
        Group.decide(group.state(), new GroupCommand.Judge(now, targets.areComplete(group))));
    if (group.isSettled() || !group.skipsWaiting()) {
      return 0;
    }
    if (room == 0) {
      group.changed();
      return 1;
    }
    int skipped = skips.skipWaiting(group, room, now);
    letGo(group, now);
    return skipped;
  }

  /** Ends a group that does not wait for the devices under way, once only those are left. */
  private void letGo(LiveGroup group, Instant now) {
    if (group.state().forced() && group.devices().isLineEmpty()) {
      int underWay = group.devices().taken().size();
      recorder.record(
          group, Group.decide(group.state(), new GroupCommand.SettleForced(now, underWay)));
    }
  }
}
