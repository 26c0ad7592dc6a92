package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.DurationWords;
import org.fleetreboot.workflow.InstantWords;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState.Calling;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one device. Pure: no clock, no I/O, no logging; time arrives inside the command.
 *
 * <p>A command that no longer applies (a second answer, a poll of a settled device, a turn taken
 * twice) decides nothing and is not an error: whoever asks reads the state.
 */
public final class Reboot {
  /**
   * How often the hub may refuse a device's call, or its twin, for the device's own sake: what is
   * too much now passes within seconds, and what does not is for a person. The last one fails it.
   */
  public static final int REFUSALS = 5;

  static final String NOT_REGISTERED = "the hub knows no device of that id";

  private Reboot() {}

  /** The facts that follow from the command; none when it no longer applies. */
  public static List<RebootEvent> decide(RebootState state, RebootCommand command) {
    if (command instanceof RebootCommand.TakeTurn turn) {
      return takeTurn(state, turn);
    }
    if (command instanceof RebootCommand.RecordAnswer answer) {
      return recordAnswer(state, answer);
    }
    if (command instanceof RebootCommand.RecordPoll poll) {
      return PollRule.decide(state, poll);
    }
    if (command instanceof RebootCommand.Recover recover) {
      return recover(state, recover.now());
    }
    if (command instanceof RebootCommand.Note note) {
      return List.of(new RebootEvent.Noted(note.run(), note.step(), note.now(), note.note()));
    }
    if (command instanceof RebootCommand.Defer off) {
      var deferral =
          new RebootEvent.Deferred(
              off.run(), off.step(), off.now(), off.reason(), off.deferredSince());
      return mayBeLeftOut(state, deferral) ? unlessKnown(state.past(), deferral) : List.of();
    }
    if (command instanceof RebootCommand.Skip skip) {
      return leaveOut(
          state,
          new RebootEvent.Skipped(skip.run(), skip.step(), skip.now(), skip.by(), skip.reason()));
    }
    if (command instanceof RebootCommand.Cancel cancel) {
      return leaveOut(
          state,
          new RebootEvent.Cancelled(
              cancel.run(), cancel.step(), cancel.now(), cancel.by(), cancel.reason()));
    }
    throw new AssertionError(command);
  }

  /** The state after the fact. */
  public static RebootState evolve(RebootState state, RebootEvent event) {
    return RebootFold.evolve(state, event);
  }

  private static List<RebootEvent> takeTurn(RebootState state, RebootCommand.TakeTurn turn) {
    if (state instanceof InFlight || isSettled(state, turn.run(), turn.step())) {
      return List.of();
    }
    CallOptions callOptions = turn.callOptions();
    String calledIn = state.past().calledIn(turn.run());
    if (calledIn != null && !callOptions.again()) {
      return List.of(skipped(turn, "called already in step " + calledIn + " of this run"));
    }
    if (turn.baseline() instanceof TwinReading.Refused refused) {
      return List.of(
          new RebootEvent.Failed(turn.run(), turn.step(), turn.now(), null, refused.reason()));
    }
    if (!(turn.baseline() instanceof TwinReading.Found twin)) {
      return List.of(
          new RebootEvent.Failed(turn.run(), turn.step(), turn.now(), null, NOT_REGISTERED));
    }
    List<RebootEvent> events = new ArrayList<>(2);
    InvocationIntended doubted = doubted(state, turn.byClockOfCall());
    boolean late =
        doubted != null && ConfirmationRule.holds(doubted, callOptions.marker(), twin.marker());
    if (doubted != null && late) {
      events.add(confirmedLate(doubted, turn.now(), twin.marker()));
    }
    DeviceHistory.Repeatable earlier = state.past().repeatable(turn.run(), turn.step());
    DeviceHistory.Repeatable busy =
        callOptions.again()
            ? null
            : rebootedAfter(state.past().busy(turn.run()), callOptions, twin);
    if (earlier != null
        && ConfirmationRule.holds(earlier.intent(), callOptions.marker(), twin.marker())) {
      // The call is proved to have started nothing, yet the device rebooted: calling now would be
      // once more.
      events.add(confirmed(earlier.intent(), null, turn.now(), twin.marker()));
    } else if (busy != null) {
      // It got the call of another step, said that it was busy, and has rebooted all the same.
      events.add(
          skipped(
              turn, "rebooted after the call of step " + busy.intent().step() + " of this run"));
    } else if (doubted != null && late && !callOptions.again()) {
      // Whoever asks again could not know yet that the first call had done it.
      events.add(skipped(turn, "rebooted late, after the call of run " + doubted.run()));
    } else {
      events.addAll(deferralOrIntended(state.past(), turn, twin, earlier));
    }
    return events;
  }

  /** The first of those calls after which the device has rebooted; null when it has not. */
  private static DeviceHistory.@Nullable Repeatable rebootedAfter(
      List<DeviceHistory.Repeatable> calls, CallOptions callOptions, TwinReading.Found twin) {
    return calls.stream()
        .filter(call -> ConfirmationRule.holds(call.intent(), callOptions.marker(), twin.marker()))
        .findFirst()
        .orElse(null);
  }

  private static List<RebootEvent> deferralOrIntended(
      DeviceHistory past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    if (!twin.enabled()) {
      return List.of(skipped(turn, "disabled in the hub: enable it there to have it rebooted"));
    }
    Integer quarantine = turn.offlinePolicy().quarantineAfter();
    if (quarantine != null && past.failures().runs() >= quarantine) {
      return List.of(
          skipped(
              turn,
              "in quarantine: failed in its last "
                  + past.failures().runs()
                  + " runs. It leaves it when it is rebooted by itself, and confirmed"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.SKIP) {
      return List.of(skipped(turn, "offline when its turn came"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.WAIT) {
      Instant until = turn.groupStarted().plus(turn.offlinePolicy().waitWithin());
      return turn.now().isBefore(until)
          ? deferral(past, turn, "not connected; waited for until " + InstantWords.of(until))
          : List.of(
              new RebootEvent.FoundOffline(
                  turn.run(),
                  turn.step(),
                  turn.now(),
                  null,
                  0,
                  "not connected, and waited for since " + turn.groupStarted()));
    }
    Deferral deferral = turn.deferral();
    if (deferral != null) {
      return deferral.skipped()
          ? List.of(skipped(turn, deferral.reason()))
          : deferral(past, turn, deferral.reason());
    }
    return List.of(sparedOrIntended(past, turn, twin, earlier));
  }

  private static RebootEvent sparedOrIntended(
      DeviceHistory past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    Duration spared = turn.callOptions().unlessRebootedWithin();
    Instant rebooted = later(twin.marker().lastUpdated(), past.lastReboot());
    Instant since = turn.unlessRebootedSince();
    if (since != null
        && rebooted != null
        && rebooted.isAfter(since)
        && !turn.callOptions().again()) {
      return skipped(
          turn,
          "rebooted at " + InstantWords.of(rebooted) + ", after the run that is retried began");
    }
    return spared != null && rebooted != null && rebooted.plus(spared).isAfter(turn.now())
        ? skipped(
            turn,
            "rebooted at "
                + InstantWords.of(rebooted)
                + ", less than "
                + DurationWords.of(spared)
                + " ago")
        : intended(turn, twin, earlier);
  }

  private static InvocationIntended intended(
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    CallOptions callOptions = turn.callOptions();
    DisruptionBudget budget = turn.options().budget();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        turn.now(),
        turn.invocation(),
        earlier == null ? 1 : earlier.nextAttempt(),
        earlier == null ? 1 : earlier.intent().send() + 1,
        callOptions.method(),
        callOptions.payloadHash(),
        callOptions.marker(),
        twin.marker(),
        twin.connected(),
        turn.now().plus(callOptions.sendWithin()),
        callOptions.confirmBy(),
        callOptions.confirmWithin(),
        callOptions.attempts(),
        callOptions.connectTimeout(),
        callOptions.stayUp(),
        budget == null ? null : budget.of(twin.tags()),
        callOptions.busy(),
        earlier == null ? 0 : earlier.busyAnswers(),
        earlier == null ? 0 : earlier.refusals());
  }

  private static List<RebootEvent> recordAnswer(
      RebootState state, RebootCommand.RecordAnswer answer) {
    return state instanceof Calling calling
            && calling.intent().invocation().equals(answer.invocation())
        ? List.of(AnswerRule.decide(calling.intent(), answer))
        : List.of();
  }

  private static List<RebootEvent> recover(RebootState state, Instant now) {
    if (!(state instanceof Calling calling)) {
      return List.of();
    }
    InvocationIntended intent = calling.intent();
    return List.of(
        new RebootEvent.AnswerLost(
            intent.run(),
            intent.step(),
            now,
            intent.invocation(),
            "the program ended between the intent and the answer"));
  }

  private static List<RebootEvent> leaveOut(RebootState state, RebootEvent event) {
    return mayBeLeftOut(state, event) ? List.of(event) : List.of();
  }

  private static boolean mayBeLeftOut(RebootState state, RebootEvent event) {
    boolean underWay =
        state instanceof InFlight call && call.intent().isOf(event.run(), event.step());
    return !underWay && !isSettled(state, event.run(), event.step());
  }

  private static List<RebootEvent> deferral(
      DeviceHistory past, RebootCommand.TakeTurn turn, String reason) {
    return unlessKnown(
        past, new RebootEvent.Deferred(turn.run(), turn.step(), turn.now(), reason, null));
  }

  /** A device that asks again and again is not deferred for a new reason each time. */
  private static List<RebootEvent> unlessKnown(DeviceHistory past, RebootEvent.Deferred deferral) {
    RebootEvent.Deferred known = past.deferral(deferral.run(), deferral.step());
    return known != null && known.covers(deferral) ? List.of() : List.of(deferral);
  }

  private static boolean isSettled(RebootState state, String run, String step) {
    return state.past().outcome(run, step) != null;
  }

  /** The call whose late effect the device is still watched for, null when it is not. */
  static @Nullable InvocationIntended doubted(RebootState state, Instant now) {
    return state instanceof Doubtful doubtful && now.isBefore(doubtful.watchUntil())
        ? doubtful.intent()
        : null;
  }

  private static RebootEvent skipped(RebootCommand.TakeTurn turn, String reason) {
    return new RebootEvent.Skipped(turn.run(), turn.step(), turn.now(), null, reason);
  }

  static RebootEvent confirmed(
      InvocationIntended intent,
      RebootEvent.@Nullable Accepted answer,
      Instant now,
      BootMarker after) {
    return new RebootEvent.Confirmed(
        intent.run(),
        intent.step(),
        now,
        intent.invocation(),
        after,
        answer == null ? null : answer.status(),
        answer == null ? null : answer.response());
  }

  static RebootEvent confirmedLate(InvocationIntended intent, Instant now, BootMarker after) {
    return new RebootEvent.ConfirmedLate(
        intent.run(), intent.step(), now, intent.invocation(), after);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
