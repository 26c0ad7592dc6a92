package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** The devices that are called: who gets a turn when, one intent a turn, and what came back. */
final class Turns {
  /** A turn without an intent by then is not coming back; ample for checks before the call. */
  private static final Duration BEFORE_THE_CALL = Duration.ofMinutes(15);

  /** Connecting to the hub, and what clients wait beyond the hub's own timeouts. */
  private static final Duration ON_THE_WIRE = Duration.ofMinutes(2);

  /** How often turns are checked for that: their ends are minutes away. */
  private static final Duration CHECK = Duration.ofSeconds(30);

  private final EventRecorder recorder;
  private final Groups groups;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final GroupPatience patience;
  private final SteadyTime steady;
  private final Map<Long, OpenTurn> turns = new HashMap<>();
  private @Nullable Consumer<Turn> consumer;
  private int freeSlots;
  private long numbers;
  private boolean draining;
  private final int slots;
  private boolean checking;
  private final List<Runnable> whenIdle = new ArrayList<>();
  private final TurnGrants grants;
  private final ReturnedDevices returned;

  Turns(
      EventRecorder recorder,
      Groups groups,
      HubQuota quota,
      HubWatch watch,
      DueTimes<Timer> timers,
      int slots) {
    this.recorder = recorder;
    this.groups = groups;
    this.watch = watch;
    this.timers = timers;
    this.patience = new GroupPatience(recorder.fleet);
    this.steady = recorder.fleet.steady();
    this.grants = new TurnGrants(groups, quota, watch);
    this.returned = new ReturnedDevices(groups.waiting(), recorder);
    this.slots = slots;
    this.freeSlots = slots;
  }

  void consumer(@Nullable Consumer<Turn> next) {
    if (next != null && consumer != null) {
      throw new IllegalStateException(
          "reboot-device:turn has a consumer already. Only one route may begin with it.");
    }
    consumer = next;
  }

  /** No more turns; {@code idle} runs when no call is on the wire any more. */
  void drain(Runnable idle) {
    draining = true;
    whenIdle.add(idle);
    reportIdle();
  }

  /** The clock was moved by that: answers have as long as before. */
  void clockMoved(Duration by) {
    turns.values().forEach(turn -> turn.endsBy = turn.endsBy.plus(by));
  }

  /** When turns that were denied for now may be had; null when none were. */
  @Nullable Instant wakeAt() {
    return grants.wakeAt();
  }

  /** Hands out what turns the groups, the call slots, the quota and the hub's health allow. */
  void grant(Instant now) {
    if (consumer == null || draining) {
      grants.none();
    } else {
      grants.grant(now, () -> freeSlots > 0, (group, device) -> give(group, device, now));
    }
  }

  private void give(LiveGroup group, LiveDevice device, Instant now) {
    freeSlots--;
    group.flying.add(device);
    device.holder = group;
    Turn turn =
        new Turn(
            ++numbers,
            group.run,
            group.step,
            device.id,
            group.callOptions(),
            group.payload(),
            group.options().tags());
    turns.put(turn.number(), new OpenTurn(turn.number(), group, device, now.plus(BEFORE_THE_CALL)));
    checkLater(now);
    recorder.effect(
        () -> {
          Consumer<Turn> to = consumer;
          if (to != null) {
            to.accept(turn);
          }
        });
  }

  /** Returns whether the call may go on, as far as the check goes. */
  boolean checked(long number, CheckFinding finding, Instant now) {
    OpenTurn turn = turns.get(number);
    if (turn == null || turn.intended) {
      return turn != null;
    }
    LiveGroup group = turn.group;
    if (finding instanceof CheckFinding.Go) {
      group.admitted.add(turn.device);
      return true;
    }
    if (draining || group.isSettled() || group.hasSettled(turn.device)) {
      // It came too late to matter.
      return false;
    }
    turn.intended = true;
    if (finding instanceof CheckFinding.NotNow notNow) {
      Instant since = deferredSince(group, turn.device, now);
      Instant again = now.plus(notNow.retryAfter());
      if (again.isAfter(patience.endSince(group, since, now))) {
        groups.leavingOut().skip(group, turn.device, "not in time: " + notNow.reason(), now);
      } else {
        turn.hold = Hold.until(again, notNow.reason());
        groups
            .leavingOut()
            .deferral(group, turn.device, notNow.reason(), steady.byClock(since), now);
      }
    } else if (finding instanceof CheckFinding.Veto veto) {
      groups.leavingOut().skip(group, turn.device, veto.reason(), now);
    }
    return false;
  }

  /** Since when the check has said "not now", without a yes in between; in steady time. */
  private Instant deferredSince(LiveGroup group, LiveDevice device, Instant now) {
    RebootEvent.Deferred last = device.state().past().deferral(group.run, group.step);
    boolean admitted = group.admitted.remove(device);
    Instant earlier = last == null ? null : last.deferredSince();
    if (admitted || earlier == null) {
      Instant since = steady.of(now);
      group.notNow.put(device, since);
      return since;
    }
    // What an earlier life has recorded is steady time in this one.
    return group.notNow.getOrDefault(device, earlier);
  }

  @Nullable InvocationIntended intend(long number, TwinReading baseline, Instant now) {
    if (baseline.isOfHub()) {
      watch.readSucceeded(now);
    }
    OpenTurn turn = turns.get(number);
    if (turn == null || turn.intended || draining || !groups.mayCall(turn.group, now)) {
      return null;
    }
    LiveGroup group = turn.group;
    if (baseline instanceof TwinReading.Refused refused) {
      turn.device.refusedTwins++;
      if (turn.device.refusedTwins < Reboot.REFUSALS) {
        // In vain: its turn comes again.
        turn.notBefore = refused.retryAfter() == null ? null : now.plus(refused.retryAfter());
        return null;
      }
    } else {
      turn.device.refusedTwins = 0;
    }
    turn.intended = true;
    turn.lastCall = Windows.lastCall(group, baseline, now);
    if (baseline instanceof TwinReading.Found twin) {
      groups.seen(turn.device, twin.connected(), now);
    }
    Hold hold = groups.waiting().hold(group, turn.device, baseline, now);
    List<RebootEvent> events =
        Reboot.decide(
            turn.device.state(),
            new RebootCommand.TakeTurn(
                group.run,
                group.step,
                now,
                turn.device.byClockOfCall(now),
                group.options().with(group.callOptions()),
                patience.began(group, now),
                baseline,
                recorder.newId(),
                Retries.since(recorder.fleet.knownRun(group.run)),
                hold == null ? null : hold.why()));
    recorder.record(turn.device, events);
    if (events.stream().allMatch(RebootEvent.Deferred.class::isInstance)) {
      turn.awaitsDevice = isAwaited(group, baseline);
      turn.hold = hold;
    }
    if (turn.device.state() instanceof RebootState.Calling calling
        && events.contains(calling.intent())) {
      turn.called = true;
      turn.endsBy = answerBy(calling.intent(), group.callOptions());
      return calling.intent();
    }
    return null;
  }

  private static boolean isAwaited(LiveGroup group, TwinReading baseline) {
    return baseline instanceof TwinReading.Found twin
        && !twin.connected()
        && group.options().offlinePolicy().offline() == OfflinePolicy.Offline.WAIT;
  }

  private static Instant answerBy(InvocationIntended intent, CallOptions callOptions) {
    return intent
        .notAfter()
        .plus(intent.connectTimeout())
        .plus(callOptions.responseTimeout())
        .plus(ON_THE_WIRE);
  }

  void answer(
      long number,
      String deviceId,
      UUID invocation,
      InvocationAnswer answer,
      @Nullable HubTrouble trouble,
      Instant now) {
    OpenTurn turn = turns.get(number);
    record(
        recorder.fleet.device(deviceId),
        invocation,
        answer,
        turn == null ? null : turn.lastCall,
        now);
    if (trouble != null) {
      watch.calls.failed(now, trouble);
    } else if (isOfWorkingHub(answer)) {
      watch.calls.succeeded(now);
    }
    if (turn != null) {
      if (turn.group.isSettled() && turn.device.state() instanceof RebootState.Retrying) {
        // The group did not wait for the call, which is proved to have started nothing.
        groups.leavingOut().leaveOut(turn.group, turn.device, now);
      }
      freeSlot(turn);
      if (turn.released) {
        end(turn, now);
      }
    }
  }

  private void record(
      LiveDevice device,
      UUID invocation,
      InvocationAnswer answer,
      @Nullable Instant lastCall,
      Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.RecordAnswer(invocation, now, answer, recorder.jitter(), lastCall)));
  }

  /** Whether the hub took the call and said what became of it. */
  private static boolean isOfWorkingHub(InvocationAnswer answer) {
    return answer instanceof InvocationAnswer.Answered
        || (answer instanceof InvocationAnswer.NotDelivered refused
            && refused.cause() == InvocationAnswer.Cause.REFUSED_FOR_DEVICE)
        || (answer instanceof InvocationAnswer.Lost lost && lost.errorCode() != null);
  }

  /** Ends the turn; {@code trouble} is why its twin could not be read, null when it could. */
  void release(long number, @Nullable HubTrouble trouble, Instant now) {
    if (trouble != null) {
      watch.reads.failed(now, trouble);
    }
    OpenTurn turn = turns.get(number);
    if (turn == null) {
      return;
    }
    turn.released = true;
    if (turn.unanswered() == null) {
      end(turn, now);
    }
    // Else the call is on the wire, whatever became of the exchange: its answer ends the turn.
  }

  private void end(OpenTurn turn, Instant now) {
    turns.remove(turn.number);
    freeSlot(turn);
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    if (!turn.called) {
      grants.giveBack(group);
    }
    if (group.isSettled() || group.hasSettled(device) || group.isRebooting(device)) {
      return;
    }
    returned.put(turn, isInVain(turn, now), now);
  }

  /**
   * A route that ends turns before the call must not spin, nor a twin that cannot be read, nor a
   * defect that decides nothing.
   */
  private boolean isInVain(OpenTurn turn, Instant now) {
    return !turn.called && !watch.reads.isSuspended() && groups.mayCall(turn.group, now);
  }

  private void checkLater(Instant now) {
    if (!checking) {
      checking = true;
      timers.add(now.plus(CHECK), this::check);
    }
  }

  /** Takes back the turns that nobody will end any more. */
  private void check(Instant now) {
    checking = false;
    for (OpenTurn turn : List.copyOf(turns.values())) {
      if (turn.endsBy.isAfter(now)) {
        continue;
      }
      InvocationIntended unanswered = turn.unanswered();
      if (unanswered != null) {
        var lost = new InvocationAnswer.Lost(null, "no answer came back from the route in time");
        record(turn.device, unanswered.invocation(), lost, null, now);
      }
      end(turn, now);
    }
    if (!turns.isEmpty()) {
      checkLater(now);
    }
  }

  private void freeSlot(OpenTurn turn) {
    if (turn.holdsSlot) {
      turn.holdsSlot = false;
      freeSlots++;
      reportIdle();
    }
  }

  private void reportIdle() {
    if (freeSlots == slots) {
      whenIdle.forEach(recorder::effect);
      whenIdle.clear();
    }
  }
}
