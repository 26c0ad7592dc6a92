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
 * twice) produces no event and is not an error: the caller reads the state.
 */
public final class Reboot {
  /**
   * How often the hub may refuse a call, or a twin, because of the device itself. An overload
   * passes within seconds; anything else needs a person. The last refusal fails the device.
   */
  public static final int REFUSALS = 5;

  static final String NOT_REGISTERED = "the hub has no device with that id";

  private Reboot() {}

  /** The events that follow from the command; none if it no longer applies. */
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
    if (command instanceof RebootCommand.Defer defer) {
      var deferral =
          new RebootEvent.Deferred(
              defer.run(), defer.step(), defer.now(), defer.reason(), defer.deferredSince());
      return isUncalled(state, deferral) ? unlessKnown(state.past(), deferral) : List.of();
    }
    if (command instanceof RebootCommand.Skip skip) {
      return endUncalled(
          state,
          new RebootEvent.Skipped(skip.run(), skip.step(), skip.now(), skip.by(), skip.reason()));
    }
    if (command instanceof RebootCommand.Cancel cancel) {
      return endUncalled(
          state,
          new RebootEvent.Cancelled(
              cancel.run(), cancel.step(), cancel.now(), cancel.by(), cancel.reason()));
    }
    throw new AssertionError(command);
  }

  /** The state after the event. */
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
      return List.of(skipped(turn, "already called in step " + calledIn + " of this run"));
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
      // The call provably started nothing, yet the device rebooted: a call now would be a second
      // reboot.
      events.add(confirmed(earlier.intent(), null, turn.now(), twin.marker()));
    } else if (busy != null) {
      // It answered the call of another step as busy, and has rebooted all the same.
      events.add(
          skipped(
              turn, "rebooted after the call of step " + busy.intent().step() + " of this run"));
    } else if (doubted != null && late && !callOptions.again()) {
      // This run was started before anybody could know that the first call had worked.
      events.add(skipped(turn, "rebooted late, after the call of run " + doubted.run()));
    } else {
      events.addAll(deferralOrIntended(state.past(), turn, twin, earlier));
    }
    return events;
  }

  /** The first of those calls after which the device has rebooted; null if it has not. */
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
      return List.of(skipped(turn, "disabled in the hub; enable it there to reboot it"));
    }
    Integer quarantine = turn.callOptions().quarantineAfter();
    if (quarantine != null && past.failures().runs() >= quarantine) {
      return List.of(
          skipped(
              turn,
              "in quarantine: failed in its last "
                  + past.failures().runs()
                  + " runs. Reboot it on its own; a confirmed reboot ends the quarantine"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.SKIP) {
      return List.of(skipped(turn, "offline when its turn came"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.WAIT) {
      Instant until = turn.groupStarted().plus(turn.offlinePolicy().waitWithin());
      return turn.now().isBefore(until)
          ? deferral(past, turn, "not connected; waiting until " + InstantWords.of(until))
          : List.of(
              new RebootEvent.FoundOffline(
                  turn.run(),
                  turn.step(),
                  turn.now(),
                  null,
                  0,
                  "not connected; waited for since " + turn.groupStarted()));
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
          "rebooted at "
              + InstantWords.of(rebooted)
              + ", after the start of the run that is retried");
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
        callOptions.confirm(),
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

  private static List<RebootEvent> endUncalled(RebootState state, RebootEvent event) {
    return isUncalled(state, event) ? List.of(event) : List.of();
  }

  private static boolean isUncalled(RebootState state, RebootEvent event) {
    boolean underWay =
        state instanceof InFlight call && call.intent().isOf(event.run(), event.step());
    return !underWay && !isSettled(state, event.run(), event.step());
  }

  private static List<RebootEvent> deferral(
      DeviceHistory past, RebootCommand.TakeTurn turn, String reason) {
    return unlessKnown(
        past, new RebootEvent.Deferred(turn.run(), turn.step(), turn.now(), reason, null));
  }

  /** Repeated turns do not record the same deferral again. */
  private static List<RebootEvent> unlessKnown(DeviceHistory past, RebootEvent.Deferred deferral) {
    RebootEvent.Deferred known = past.deferral(deferral.run(), deferral.step());
    return known != null && known.covers(deferral) ? List.of() : List.of(deferral);
  }

  private static boolean isSettled(RebootState state, String run, String step) {
    return state.past().outcome(run, step) != null;
  }

  /** The call whose late effect the device is still watched for; null if it is not. */
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
