package org.fleetreboot.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.PollPlan;
import org.fleetreboot.workflow.device.PollSchedule;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.PollOptions;
import org.jspecify.annotations.Nullable;

/**
 * Polls the devices whose marker is awaited: decides when each is polled, and records what the poll
 * found.
 */
public final class PollScheduler {
  /** More polls at once would only wait in the pool for reads. */
  private static final int MOST_AT_ONCE = 10_000;

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final EventRecorder recorder;
  private final Fleet fleet;
  private final HubQuota quota;
  private final HubBreakers breakers;
  private final DueTimes<PollPlan> due = new DueTimes<>();
  private final PollLeases<Lease> leases = new PollLeases<>();
  private final StabilityChecks stabilityChecks;

  public PollScheduler(
      EventRecorder recorder,
      Fleet fleet,
      HubQuota quota,
      HubBreakers breakers,
      StabilityChecks stabilityChecks) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.stabilityChecks = stabilityChecks;
    this.quota = quota;
    this.breakers = breakers;
  }

  /** A device that has changed its state needs other polls. */
  public void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfDevice reboot && !reboot.isRemark()) {
      plan(reboot.device(), now);
    }
  }

  /** Plans the first poll that the state of the device requires, if any. */
  public void plan(LiveDevice device, Instant now) {
    PollPlan plan = device.polls();
    if (plan == null && !isAwaited(device, now)) {
      return;
    }
    if (plan == null) {
      plan = new PollPlan(device);
    }
    plan.resetUnchanged();
    planNext(plan, now);
  }

  private static boolean isAwaited(LiveDevice device, Instant now) {
    return device.state() instanceof RebootState.Awaiting
        || device.state() instanceof RebootState.StayingUp
        || device.isLost(now);
  }

  private void planNext(PollPlan plan, Instant now) {
    LiveDevice device = plan.device();
    RebootState state = device.state();
    if (state instanceof RebootState.Awaiting awaiting) {
      at(
          plan,
          PollSchedule.next(
              groupOf(awaiting.intent()).polls(),
              now,
              plan.unchanged(),
              device.byClock(awaiting.deadline()),
              recorder.jitter()));
    } else if (state instanceof RebootState.StayingUp stayingUp) {
      PollOptions options = groupOf(stayingUp.intent()).polls();
      Instant until = device.byClock(stayingUp.until());
      at(plan, until.isAfter(now) ? until : now.plus(options.pollEvery()));
    } else if (device.isLost(now)) {
      at(plan, PollSchedule.sparse(now, recorder.jitter()));
    } else {
      plan.cancel();
      fleet.mayRest(device);
    }
  }

  private void at(PollPlan plan, Instant at) {
    plan.pollAt(at);
    due.add(at, plan);
  }

  /** Leases the polls that are due, as many as the quota and the health of the hub allow. */
  public List<Poll> lease(Instant now) {
    leases.expired(now).forEach(number -> release(number, null, now));
    List<Poll> polls = new ArrayList<>();
    while (polls.size() < MOST_AT_ONCE) {
      DueTimes.Entry<PollPlan> first = due.peek(now);
      if (first == null) {
        break;
      }
      PollPlan plan = first.what();
      if (!plan.isStillDue(first.at())) {
        due.remove(first);
        continue;
      }
      if (!breakers.reads.admits(now) || !quota.takeRead(now)) {
        break;
      }
      breakers.reads.sent(now);
      due.remove(first);
      polls.add(lease(plan, now));
    }
    leaseChecks(polls, now);
    return polls;
  }

  private void leaseChecks(List<Poll> polls, Instant now) {
    while (polls.size() < MOST_AT_ONCE
        && stabilityChecks.hasNext(now)
        && breakers.reads.admits(now)
        && quota.takeRead(now)) {
      breakers.reads.sent(now);
      polls.add(leaseCheck(now));
    }
  }

  private Poll leaseCheck(Instant now) {
    StabilityChecks.DeviceToCheck device = stabilityChecks.next();
    return device.poll(leases.begin(new OfStability(device), now));
  }

  private Poll lease(PollPlan plan, Instant now) {
    LiveDevice device = plan.device();
    InvocationIntended intent = intentOf(device);
    plan.begin();
    long number =
        leases.begin(new OfReboot(plan, intent.invocation(), device.byClockOfCall(now)), now);
    return new Poll(number, intent.run(), intent.step(), device.id, intent.marker());
  }

  public void observe(long number, TwinReading reading, Instant now) {
    if (reading.isOfHub()) {
      breakers.readSucceeded(now);
    }
    Lease lease = leases.end(number);
    if (lease instanceof OfStability check) {
      stabilityChecks.observed(check.device(), reading);
    } else if (lease instanceof OfReboot poll) {
      poll.plan().end();
      observed(poll, reading, now);
    }
  }

  private void observed(OfReboot poll, TwinReading reading, Instant now) {
    PollPlan plan = poll.plan();
    LiveDevice device = plan.device();
    RebootState before = device.state();
    Instant seen = device.byClockOfCall(now);
    recorder.record(
        device,
        Reboot.decide(
            before, new RebootCommand.RecordPoll(poll.invocation(), poll.began(), now, reading)));
    if (device.state().equals(before)) {
      plan.countUnchanged();
      planNext(plan, now);
      if (reading instanceof TwinReading.Refused refused && refused.retryAfter() != null) {
        atTheEarliest(plan, now.plus(refused.retryAfter()));
      }
    } else if (before instanceof RebootState.Awaiting awaiting) {
      learn(awaiting, lastBoot(device.state()), seen);
    }
  }

  private void atTheEarliest(PollPlan plan, Instant earliest) {
    if (plan.at() != null && plan.at().isBefore(earliest)) {
      at(plan, earliest);
    }
  }

  /** The clock was moved by this much: each awaited device has as long as before. */
  public void clockMoved(Duration by) {
    for (LiveDevice device : fleet.devices()) {
      PollPlan plan = device.polls();
      if (plan != null) {
        plan.clockMoved(by);
      }
    }
    due.move(by);
    stabilityChecks.clockMoved(by);
    leases.clockMoved(by);
  }

  private static @Nullable Instant lastBoot(RebootState state) {
    return state instanceof RebootState.StayingUp stayingUp
        ? stayingUp.after().lastUpdated()
        : state.past().lastReboot();
  }

  /**
   * Learns how long the device took to come back. The clocks of the hub and the engine may differ,
   * but the device was back no later than when it was seen.
   *
   * @param stamped when the hub stamped the marker, by the clock of the hub
   * @param seen when the poll saw it, by the clock that set the deadline
   */
  private void learn(RebootState.Awaiting awaiting, @Nullable Instant stamped, Instant seen) {
    InvocationIntended intent = awaiting.intent();
    Instant answered = awaiting.deadline().minus(intent.confirmWithin());
    if (stamped != null && stamped.isAfter(answered)) {
      Instant back = stamped.isBefore(seen) ? stamped : seen;
      groupOf(intent).bootTook(Duration.between(answered, back));
    }
  }

  public void release(long number, @Nullable HubTrouble trouble, Instant now) {
    Lease lease = leases.end(number);
    if (trouble != null) {
      breakers.reads.failed(now, trouble);
    }
    if (lease instanceof OfStability check) {
      stabilityChecks.again(check.device(), now.plus(AFTER_FAILURE));
    } else if (lease instanceof OfReboot poll) {
      poll.plan().end();
      if (poll.plan().at() != null) {
        at(poll.plan(), now.plus(AFTER_FAILURE));
      }
    }
  }

  private LiveGroup groupOf(InvocationIntended intent) {
    return fleet.groupOrForgotten(intent.run(), intent.step());
  }

  private static InvocationIntended intentOf(LiveDevice device) {
    if (device.state() instanceof RebootState.InFlight inFlight) {
      return inFlight.intent();
    }
    if (device.state() instanceof RebootState.Doubtful doubtful) {
      return doubtful.intent();
    }
    throw new IllegalStateException(device.id + " is polled, but nothing is under way.");
  }

  /** A poll that is under way. */
  private sealed interface Lease {}

  /**
   * A poll of a device that is being rebooted.
   *
   * @param began by the clock that set the deadline of the call
   */
  private record OfReboot(PollPlan plan, UUID invocation, Instant began) implements Lease {}

  /** A poll of a device whose reboot is over. */
  private record OfStability(StabilityChecks.DeviceToCheck device) implements Lease {}
}
