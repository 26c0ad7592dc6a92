package org.fleetreboot.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.RebootState.Calling;
import org.fleetreboot.workflow.RebootState.Doubtful;
import org.fleetreboot.workflow.RebootState.InFlight;
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
    if (command instanceof RebootCommand.RecordLook look) {
      return Verdict.decide(state, look);
    }
    if (command instanceof RebootCommand.Recover recover) {
      return recover(state, recover.now());
    }
    if (command instanceof RebootCommand.Note note) {
      return List.of(new RebootEvent.Noted(note.run(), note.step(), note.now(), note.note()));
    }
    if (command instanceof RebootCommand.PutOff off) {
      var putOff =
          new RebootEvent.PutOff(off.run(), off.step(), off.now(), off.reason(), off.notNowSince());
      return mayBeLeftOut(state, putOff) ? unlessKnown(state.past(), putOff) : List.of();
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
    RebootTerms terms = turn.terms();
    String calledIn = state.past().calledIn(turn.run());
    if (calledIn != null && !terms.again()) {
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
    boolean late = doubted != null && Proof.holds(doubted, terms.marker(), twin.marker());
    if (doubted != null && late) {
      events.add(confirmedLate(doubted, turn.now(), twin.marker()));
    }
    Past.Repeatable earlier = state.past().repeatable(turn.run(), turn.step());
    Past.Repeatable busy =
        terms.again() ? null : rebootedAfter(state.past().busy(turn.run()), terms, twin);
    if (earlier != null && Proof.holds(earlier.intent(), terms.marker(), twin.marker())) {
      // The call is proved to have started nothing, yet the device rebooted: calling now would be
      // once more.
      events.add(confirmed(earlier.intent(), null, turn.now(), twin.marker()));
    } else if (busy != null) {
      // It got the call of another step, said that it was busy, and has rebooted all the same.
      events.add(
          skipped(
              turn, "rebooted after the call of step " + busy.intent().step() + " of this run"));
    } else if (doubted != null && late && !terms.again()) {
      // Whoever asks again could not know yet that the first call had done it.
      events.add(skipped(turn, "rebooted late, after the call of run " + doubted.run()));
    } else {
      events.addAll(heldBackOrIntended(state.past(), turn, twin, earlier));
    }
    return events;
  }

  /** The first of those calls after which the device has rebooted; null when it has not. */
  private static Past.@Nullable Repeatable rebootedAfter(
      List<Past.Repeatable> calls, RebootTerms terms, TwinReading.Found twin) {
    return calls.stream()
        .filter(call -> Proof.holds(call.intent(), terms.marker(), twin.marker()))
        .findFirst()
        .orElse(null);
  }

  private static List<RebootEvent> heldBackOrIntended(
      Past past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      Past.@Nullable Repeatable earlier) {
    if (!twin.enabled()) {
      return List.of(skipped(turn, "disabled in the hub: enable it there to have it rebooted"));
    }
    Integer quarantine = turn.precautions().quarantineAfter();
    if (quarantine != null && past.failures().runs() >= quarantine) {
      return List.of(
          skipped(
              turn,
              "in quarantine: failed in its last "
                  + past.failures().runs()
                  + " runs. It leaves it when it is rebooted by itself, and confirmed"));
    }
    if (!twin.connected() && turn.precautions().offline() == Precautions.Offline.SKIP) {
      return List.of(skipped(turn, "offline when its turn came"));
    }
    if (!twin.connected() && turn.precautions().offline() == Precautions.Offline.WAIT) {
      Instant until = turn.groupStarted().plus(turn.precautions().waitWithin());
      return turn.now().isBefore(until)
          ? putOff(past, turn, "not connected; waited for until " + InstantWords.of(until))
          : List.of(
              new RebootEvent.FoundOffline(
                  turn.run(),
                  turn.step(),
                  turn.now(),
                  null,
                  0,
                  "not connected, and waited for since " + turn.groupStarted()));
    }
    HeldBack heldBack = turn.heldBack();
    if (heldBack != null) {
      return heldBack.skipped()
          ? List.of(skipped(turn, heldBack.reason()))
          : putOff(past, turn, heldBack.reason());
    }
    return List.of(sparedOrIntended(past, turn, twin, earlier));
  }

  private static RebootEvent sparedOrIntended(
      Past past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      Past.@Nullable Repeatable earlier) {
    Duration spared = turn.terms().unlessRebootedWithin();
    Instant rebooted = later(twin.marker().lastUpdated(), past.lastReboot());
    Instant since = turn.unlessRebootedSince();
    if (since != null && rebooted != null && rebooted.isAfter(since) && !turn.terms().again()) {
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
      RebootCommand.TakeTurn turn, TwinReading.Found twin, Past.@Nullable Repeatable earlier) {
    RebootTerms terms = turn.terms();
    Relations relations = turn.options().relations();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        turn.now(),
        turn.invocation(),
        earlier == null ? 1 : earlier.nextAttempt(),
        earlier == null ? 1 : earlier.intent().send() + 1,
        terms.method(),
        terms.payloadHash(),
        terms.marker(),
        twin.marker(),
        twin.connected(),
        turn.now().plus(terms.sendWithin()),
        terms.confirmBy(),
        terms.confirmWithin(),
        terms.attempts(),
        terms.connectTimeout(),
        terms.stayUp(),
        relations == null ? null : relations.of(twin),
        terms.busy(),
        earlier == null ? 0 : earlier.busyAnswers(),
        earlier == null ? 0 : earlier.refusals());
  }

  private static List<RebootEvent> recordAnswer(
      RebootState state, RebootCommand.RecordAnswer answer) {
    return state instanceof Calling calling
            && calling.intent().invocation().equals(answer.invocation())
        ? List.of(Delivery.decide(calling.intent(), answer))
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

  private static List<RebootEvent> putOff(Past past, RebootCommand.TakeTurn turn, String reason) {
    return unlessKnown(
        past, new RebootEvent.PutOff(turn.run(), turn.step(), turn.now(), reason, null));
  }

  /** A device that asks again and again is not deferred for a new reason each time. */
  private static List<RebootEvent> unlessKnown(Past past, RebootEvent.PutOff putOff) {
    RebootEvent.PutOff known = past.putOff(putOff.run(), putOff.step());
    return known != null && known.covers(putOff) ? List.of() : List.of(putOff);
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
