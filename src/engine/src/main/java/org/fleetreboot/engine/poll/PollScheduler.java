package org.fleetreboot.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.PollQueue;
import org.fleetreboot.workflow.device.Call;
import org.fleetreboot.workflow.device.PollSchedule;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
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

  private final HubRecorder recorder;
  private final LiveHub hub;
  private final HubQuota quota;
  private final HubBreakers breakers;
  private final PollQueue queue = new PollQueue();
  private final PollLeases<Lease> leases;
  private final StabilityChecks stabilityChecks;

  public PollScheduler(
      HubRecorder recorder,
      LiveHub hub,
      HubQuota quota,
      HubBreakers breakers,
      StabilityChecks stabilityChecks,
      LongSupplier numbers) {
    this.recorder = recorder;
    this.hub = hub;
    this.stabilityChecks = stabilityChecks;
    this.quota = quota;
    this.breakers = breakers;
    this.leases = new PollLeases<>(numbers);
  }

  /** A device that has changed its state needs other polls. */
  public void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfDevice reboot && !reboot.isRemark()) {
      plan(reboot.device(), now);
    }
  }

  /** Plans the first poll that the state of the device requires, if any. */
  public void plan(LiveDevice device, Instant now) {
    if (device.isPolled() || isAwaited(device, now)) {
      device.resetUnchangedPolls();
      planNext(device, now);
    }
  }

  private static boolean isAwaited(LiveDevice device, Instant now) {
    return device.state() instanceof RebootState.Awaiting
        || device.state() instanceof RebootState.StayingUp
        || device.isLost(now);
  }

  private void planNext(LiveDevice device, Instant now) {
    RebootState state = device.state();
    if (state instanceof RebootState.Awaiting awaiting) {
      queue.plan(
          device,
          PollSchedule.next(
              groupOf(awaiting.call()).polls(),
              now,
              device.unchangedPolls(),
              device.byClock(awaiting.deadline()),
              recorder.jitter()));
    } else if (state instanceof RebootState.StayingUp stayingUp) {
      PollOptions options = groupOf(stayingUp.call()).polls();
      Instant until = device.byClock(stayingUp.until());
      queue.plan(device, until.isAfter(now) ? until : now.plus(options.pollEvery()));
    } else if (device.isLost(now)) {
      queue.plan(device, PollSchedule.sparse(now, recorder.jitter()));
    } else {
      queue.cancel(device);
      hub.mayRest(device);
    }
  }

  /** Leases the polls that are due, as many as the quota and the health of the hub allow. */
  public List<Poll> lease(Instant now) {
    leases.expired(now).forEach(number -> release(number, null, now));
    List<Poll> polls = new ArrayList<>();
    while (polls.size() < MOST_AT_ONCE) {
      LiveDevice first = queue.due(now);
      if (first == null || !breakers.reads.admits(now) || !quota.takeRead(now)) {
        break;
      }
      breakers.reads.sent(now);
      polls.add(lease(first, now));
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
    return device.poll(leases.begin(new OfStability(device), now), hub.name);
  }

  private Poll lease(LiveDevice device, Instant now) {
    Call call = callOf(device);
    queue.begin(device);
    long number =
        leases.begin(new OfReboot(device, call.invocation(), device.byClockOfCall(now)), now);
    return new Poll(number, call.run(), call.step(), hub.name, device.id, call.marker());
  }

  public void observe(long number, TwinReading reading, Instant now) {
    recorder.observer().looked(reading);
    if (reading.isOfHub()) {
      breakers.readSucceeded(now);
    }
    Lease lease = leases.end(number);
    if (lease instanceof OfStability check) {
      stabilityChecks.observed(check.device(), reading);
    } else if (lease instanceof OfReboot poll) {
      queue.end(poll.device());
      observed(poll, reading, now);
    }
  }

  private void observed(OfReboot poll, TwinReading reading, Instant now) {
    LiveDevice device = poll.device();
    RebootState before = device.state();
    Instant seen = device.byClockOfCall(now);
    recorder.record(
        device,
        Reboot.decide(
            before, new RebootCommand.RecordPoll(poll.invocation(), poll.began(), now, reading)));
    if (device.state().equals(before)) {
      device.countUnchangedPoll();
      planNext(device, now);
      if (reading instanceof TwinReading.Refused refused && refused.retryAfter() != null) {
        atTheEarliest(device, now.plus(refused.retryAfter()));
      }
    } else if (before instanceof RebootState.Awaiting awaiting) {
      learn(awaiting, lastBoot(device.state()), seen);
    }
  }

  private void atTheEarliest(LiveDevice device, Instant earliest) {
    Instant planned = device.pollAt();
    if (planned != null && planned.isBefore(earliest)) {
      queue.plan(device, earliest);
    }
  }

  /** The clock was moved by this much: each awaited device has as long as before. */
  public void clockMoved(Duration by) {
    queue.clockMoved(hub.devices(), by);
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
    Call call = awaiting.call();
    Instant answered = awaiting.deadline().minus(call.confirmWithin());
    if (stamped != null && stamped.isAfter(answered)) {
      Instant back = stamped.isBefore(seen) ? stamped : seen;
      groupOf(call).bootTook(Duration.between(answered, back));
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
      queue.end(poll.device());
      if (poll.device().pollAt() != null) {
        queue.plan(poll.device(), now.plus(AFTER_FAILURE));
      }
    }
  }

  private LiveGroup groupOf(Call call) {
    return hub.groupOrForgotten(call.run(), call.step());
  }

  private static Call callOf(LiveDevice device) {
    if (device.state() instanceof RebootState.InFlight inFlight) {
      return inFlight.call();
    }
    if (device.state() instanceof RebootState.Doubtful doubtful) {
      return doubtful.call();
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
  private record OfReboot(LiveDevice device, UUID invocation, Instant began) implements Lease {}

  /** A poll of a device whose reboot is over. */
  private record OfStability(StabilityChecks.DeviceToCheck device) implements Lease {}
}
