package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.chain.HubWork;
import org.fleetreboot.engine.group.BudgetQueue;
import org.fleetreboot.engine.group.CallDecisions;
import org.fleetreboot.engine.group.DeferralRules;
import org.fleetreboot.engine.group.DeviceSkipper;
import org.fleetreboot.engine.group.DisconnectedPoller;
import org.fleetreboot.engine.group.GroupTimeout;
import org.fleetreboot.engine.group.GroupWindows;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.group.HubQueries;
import org.fleetreboot.engine.group.InvocationAnswers;
import org.fleetreboot.engine.group.MaxDownCheck;
import org.fleetreboot.engine.group.Targets;
import org.fleetreboot.engine.group.TurnScheduler;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.poll.PollScheduler;
import org.fleetreboot.engine.poll.StabilityChecks;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.GroupState;

/**
 * The part of the engine that works with one hub: its turns and polls, its quota, and whether it
 * can be reached. Trouble of one hub does not touch another.
 */
final class HubCore {
  final LiveHub hub;
  final TurnScheduler turns;
  final PollScheduler polls;
  final HubWork work;
  private final Groups groups;
  private final HubRecorder recorder;
  private final HubQuota quota;
  private final HubBreakers breakers;
  private volatile HubHealth health = HubHealth.GOOD;
  private volatile HubHeadroom headroom;

  /**
   * @param numbers unique in the whole engine, for turns and polls
   */
  HubCore(
      LiveHub hub,
      HubSettings settings,
      EventRecorder events,
      DueTimes<Timer> timers,
      DueTimes<Timer> timesOfDay,
      LongSupplier numbers,
      Instant now) {
    this.hub = hub;
    this.recorder = new HubRecorder(events, hub);
    this.quota = new HubQuota(settings.tier(), settings.units(), settings.share());
    this.breakers = new HubBreakers(quota);
    this.headroom = quota.headroom(now);
    GroupWindows windows = new GroupWindows(timers, timesOfDay);
    GroupTimeout timeout = new GroupTimeout(hub);
    BudgetQueue budgetQueue = new BudgetQueue(hub, timeout);
    MaxDownCheck maxDown = new MaxDownCheck(hub);
    DeferralRules deferralRules =
        new DeferralRules(recorder, timers, timesOfDay, windows, budgetQueue, maxDown, timeout);
    DeviceSkipper skipper = new DeviceSkipper(recorder);
    HubQueries queries = new HubQueries(recorder, breakers, timers);
    StabilityChecks stabilityChecks = new StabilityChecks(recorder, hub);
    this.groups =
        new Groups(
            recorder,
            hub,
            windows,
            budgetQueue,
            maxDown,
            deferralRules,
            skipper,
            new Targets(recorder, hub, queries, timers),
            new DisconnectedPoller(hub, queries, timers, budgetQueue));
    this.polls = new PollScheduler(recorder, hub, quota, breakers, stabilityChecks, numbers);
    this.turns =
        new TurnScheduler(
            recorder,
            hub,
            groups,
            deferralRules,
            new CallDecisions(recorder, hub, groups, deferralRules, skipper, timeout),
            new InvocationAnswers(recorder, breakers, skipper),
            quota,
            breakers,
            timers,
            settings.callSlots(),
            numbers);
    this.work = new HubWork(hub, groups, skipper, stabilityChecks);
  }

  /** Puts the devices of the open groups where they were. */
  void restoreGroups(Instant now) {
    for (LiveGroup group : hub.groups()) {
      if (group.isSettled()) {
        group.forget();
      } else if (group.state().phase() != GroupState.Phase.COLLECTING) {
        groups.restore(group, now);
      }
    }
  }

  /**
   * Takes up each device that something is under way with.
   *
   * @param recorded runs after something was recorded of a device
   */
  void recoverDevices(Runnable recorded, Instant now) {
    for (LiveDevice device : hub.devices()) {
      if (device.state() instanceof RebootState.Calling) {
        recorder.record(device, Reboot.decide(device.state(), new RebootCommand.Recover(now)));
        recorded.run();
      } else {
        polls.plan(device, now);
      }
    }
  }

  /** Acts on facts of this hub, and of runs. */
  void on(Fact fact, Instant now) {
    if (isOfAnother(fact)) {
      return;
    }
    polls.on(fact, now);
    groups.on(fact, now);
  }

  private boolean isOfAnother(Fact fact) {
    return (fact instanceof Fact.OfDevice ofDevice && ofDevice.hub() != hub)
        || (fact instanceof Fact.OfGroup ofGroup && ofGroup.group().hub() != hub);
  }

  /** As {@link Groups#judge}. */
  int judge(LiveGroup group, int room, Instant now) {
    return groups.judge(group, room, now);
  }

  void clockMoved(Duration by) {
    polls.clockMoved(by);
    turns.clockMoved(by);
  }

  /** Shows other threads how the hub is. */
  void publish(Instant now) {
    health = breakers.health();
    headroom = quota.headroom(now);
  }

  HubHealth health() {
    return health;
  }

  HubHeadroom headroom() {
    return headroom;
  }
}
