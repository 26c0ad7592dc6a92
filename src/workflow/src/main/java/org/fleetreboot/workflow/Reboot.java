package org.fleetreboot.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.InvocationAnswer.Cause;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.RebootState.Awaiting;
import org.fleetreboot.workflow.RebootState.Calling;
import org.fleetreboot.workflow.RebootState.Doubtful;
import org.fleetreboot.workflow.RebootState.InFlight;
import org.fleetreboot.workflow.RebootState.InRun;
import org.fleetreboot.workflow.RebootState.Retrying;

/**
 * The rules for one device. Pure: no clock, no I/O, no logging; time arrives inside the command.
 *
 * <p>A command that no longer applies (a second answer, a look at a settled device, a turn taken
 * twice) decides nothing and is not an error: whoever asks reads the state.
 */
public final class Reboot {
  /** The hub's "device not online": proof only with what the baseline said, see {@link #lost}. */
  private static final int DEVICE_NOT_ONLINE = 404103;

  /** How long a device that ended unknown or not confirmed is watched for a late change. */
  private static final Duration WATCH = Duration.ofDays(1);

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
      return recordLook(state, look);
    }
    if (command instanceof RebootCommand.Recover recover) {
      return recover(state, recover.now());
    }
    if (command instanceof RebootCommand.Skip skip) {
      return leaveOut(
          state, new RebootEvent.Skipped(skip.run(), skip.step(), skip.now(), skip.reason()));
    }
    if (command instanceof RebootCommand.Cancel cancel) {
      return leaveOut(
          state,
          new RebootEvent.Cancelled(
              cancel.run(), cancel.step(), cancel.now(), cancel.by(), cancel.reason()));
    }
    throw new AssertionError(command);
  }

  private static List<RebootEvent> takeTurn(RebootState state, RebootCommand.TakeTurn turn) {
    if (state instanceof InFlight || isSettled(state, turn.run(), turn.step())) {
      return List.of();
    }
    InRun before = state.past().in(turn.run());
    String calledIn = before == null ? null : before.calledIn();
    if (calledIn != null && !calledIn.equals(turn.step()) && !turn.terms().again()) {
      return List.of(skipped(turn, "called already in step " + calledIn + " of this run"));
    }
    if (!(turn.baseline() instanceof TwinReading.Found twin)) {
      return List.of(
          new RebootEvent.Failed(turn.run(), turn.step(), turn.now(), null, NOT_REGISTERED));
    }
    if (state instanceof Retrying retrying
        && belongsTo(retrying.intent(), turn)
        && proves(retrying.intent(), twin.marker())) {
      // The call was proved undelivered, yet the device rebooted: calling now would be once more.
      return List.of(confirmed(retrying.intent(), turn.now(), twin.marker()));
    }
    List<RebootEvent> events = new ArrayList<>(2);
    if (state instanceof Doubtful doubtful && proves(doubtful.intent(), twin.marker())) {
      events.add(confirmedLate(doubtful.intent(), turn.now(), twin.marker()));
    }
    Duration spared = turn.terms().unlessRebootedWithin();
    Instant lastUpdated = twin.marker().lastUpdated();
    if (spared != null && lastUpdated != null && lastUpdated.plus(spared).isAfter(turn.now())) {
      events.add(skipped(turn, "rebooted at " + lastUpdated + ", less than " + spared + " ago"));
      return events;
    }
    events.add(intended(state, turn, twin));
    return events;
  }

  private static InvocationIntended intended(
      RebootState state, RebootCommand.TakeTurn turn, TwinReading.Found twin) {
    Retrying earlier =
        state instanceof Retrying retrying && belongsTo(retrying.intent(), turn) ? retrying : null;
    RebootTerms terms = turn.terms();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        turn.now(),
        turn.invocation(),
        earlier == null ? 1 : earlier.nextAttempt(),
        earlier == null ? 1 : earlier.intent().send() + 1,
        terms.method(),
        twin.marker(),
        twin.connected(),
        turn.now().plus(terms.sendWithin()),
        terms.confirmBy(),
        terms.confirmWithin(),
        terms.attempts(),
        terms.connectTimeout());
  }

  private static List<RebootEvent> recordAnswer(
      RebootState state, RebootCommand.RecordAnswer command) {
    if (!(state instanceof Calling calling)
        || !calling.intent().invocation().equals(command.invocation())) {
      return List.of();
    }
    InvocationIntended intent = calling.intent();
    InvocationAnswer answer = command.answer();
    if (answer instanceof InvocationAnswer.Answered answered) {
      return List.of(answered(intent, command.now(), answered.status()));
    }
    if (answer instanceof InvocationAnswer.NotDelivered notDelivered) {
      return List.of(notDelivered(intent, command, notDelivered.cause(), notDelivered.detail()));
    }
    return List.of(lost(intent, command, (InvocationAnswer.Lost) answer));
  }

  private static RebootEvent answered(InvocationIntended intent, Instant now, int status) {
    return status >= 400
        ? new RebootEvent.Rejected(intent.run(), intent.step(), now, intent.invocation(), status)
        : new RebootEvent.Accepted(intent.run(), intent.step(), now, intent.invocation(), status);
  }

  private static RebootEvent notDelivered(
      InvocationIntended intent, RebootCommand.RecordAnswer command, Cause cause, String detail) {
    if (cause == Cause.MALFORMED) {
      return new RebootEvent.Failed(
          intent.run(), intent.step(), command.now(), intent.invocation(), detail);
    }
    if (cause == Cause.OFFLINE && intent.attempt() >= intent.attempts()) {
      return new RebootEvent.FoundOffline(
          intent.run(), intent.step(), command.now(), intent.invocation(), intent.attempt());
    }
    Instant retryAt = command.now().plus(Backoff.DEFAULT.after(intent.send(), command.jitter()));
    return new RebootEvent.NotDelivered(
        intent.run(), intent.step(), command.now(), intent.invocation(), cause, detail, retryAt);
  }

  /**
   * 404103 alone proves nothing: a device that drops its connection on taking the call gives it
   * too. With connect timeout 0 and a baseline that said Disconnected it does.
   */
  private static RebootEvent lost(
      InvocationIntended intent, RebootCommand.RecordAnswer command, InvocationAnswer.Lost lost) {
    Integer code = lost.errorCode();
    if (code != null
        && code == DEVICE_NOT_ONLINE
        && intent.connectTimeout().isZero()
        && !intent.connectedBefore()) {
      return notDelivered(intent, command, Cause.OFFLINE, lost.detail());
    }
    return new RebootEvent.AnswerLost(
        intent.run(), intent.step(), command.now(), intent.invocation(), lost.detail());
  }

  private static List<RebootEvent> recordLook(RebootState state, RebootCommand.RecordLook look) {
    if (state instanceof Doubtful doubtful) {
      return look.reading() instanceof TwinReading.Found twin
              && proves(doubtful.intent(), twin.marker())
          ? List.of(confirmedLate(doubtful.intent(), look.now(), twin.marker()))
          : List.of();
    }
    if (!(state instanceof InFlight inFlight)) {
      return List.of();
    }
    InvocationIntended intent = inFlight.intent();
    // In any state of flight: an answer lost on the wire still ends in a confirmation.
    if (look.reading() instanceof TwinReading.Found twin && proves(intent, twin.marker())) {
      return List.of(confirmed(intent, look.now(), twin.marker()));
    }
    if (!(state instanceof Awaiting awaiting)) {
      return List.of();
    }
    boolean verdict = !look.began().isBefore(awaiting.deadline());
    if (look.reading() instanceof TwinReading.NotRegistered) {
      // Lost and not registered: there was nobody to call. Accepted and gone: it may come back.
      return verdict || !awaiting.accepted()
          ? List.of(
              new RebootEvent.Failed(
                  intent.run(), intent.step(), look.now(), intent.invocation(), NOT_REGISTERED))
          : List.of();
    }
    return verdict ? List.of(verdict(awaiting, look.now())) : List.of();
  }

  private static RebootEvent verdict(Awaiting awaiting, Instant now) {
    InvocationIntended intent = awaiting.intent();
    Instant watchUntil = now.plus(WATCH);
    return awaiting.accepted()
        ? new RebootEvent.NotConfirmed(
            intent.run(), intent.step(), now, intent.invocation(), watchUntil)
        : new RebootEvent.OutcomeUnknown(
            intent.run(), intent.step(), now, intent.invocation(), watchUntil);
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
    boolean underWay = state instanceof InFlight inFlight && belongsTo(inFlight.intent(), event);
    return underWay || isSettled(state, event.run(), event.step()) ? List.of() : List.of(event);
  }

  /** Whether the marker, read after the call, is proof of a reboot that followed the baseline. */
  static boolean proves(InvocationIntended intent, BootMarker marker) {
    String value = marker.value();
    BootMarker before = intent.before();
    if (value == null || marker.isResetSince(before) || !marker.isStampedAfter(before)) {
      return false;
    }
    return switch (intent.confirmBy()) {
      case VALUE -> !value.equals(before.value());
      case STAMP -> true;
      case ECHO -> value.contains(intent.invocation().toString());
    };
  }

  private static boolean belongsTo(InvocationIntended intent, RebootCommand.TakeTurn turn) {
    return intent.run().equals(turn.run()) && intent.step().equals(turn.step());
  }

  private static boolean belongsTo(InvocationIntended intent, RebootEvent event) {
    return intent.run().equals(event.run()) && intent.step().equals(event.step());
  }

  private static boolean isSettled(RebootState state, String run, String step) {
    InRun known = state.past().in(run);
    return known != null && known.step().equals(step) && known.outcome() != null;
  }

  private static RebootEvent skipped(RebootCommand.TakeTurn turn, String reason) {
    return new RebootEvent.Skipped(turn.run(), turn.step(), turn.now(), reason);
  }

  private static RebootEvent confirmed(InvocationIntended intent, Instant now, BootMarker after) {
    return new RebootEvent.Confirmed(intent.run(), intent.step(), now, intent.invocation(), after);
  }

  private static RebootEvent confirmedLate(
      InvocationIntended intent, Instant now, BootMarker after) {
    return new RebootEvent.ConfirmedLate(
        intent.run(), intent.step(), now, intent.invocation(), after);
  }

  private static final String NOT_REGISTERED = "the hub knows no device of that id";

  /** The state after the fact. */
  public static RebootState evolve(RebootState state, RebootEvent event) {
    RebootState.Past past = state.past();
    if (event instanceof InvocationIntended intent) {
      return new Calling(intent, past.with(event, true));
    }
    if (event instanceof RebootEvent.Accepted || event instanceof RebootEvent.AnswerLost) {
      InvocationIntended intent = intentOf(state, event);
      boolean accepted = event instanceof RebootEvent.Accepted;
      return new Awaiting(intent, accepted, event.at().plus(intent.confirmWithin()), past);
    }
    if (event instanceof RebootEvent.NotDelivered notDelivered) {
      InvocationIntended intent = intentOf(state, event);
      int attempts = notDelivered.cause() == Cause.OFFLINE ? 1 : 0;
      return new Retrying(intent, intent.attempt() + attempts, notDelivered.retryAt(), past);
    }
    if (event instanceof RebootEvent.NotConfirmed ended) {
      return new Doubtful(intentOf(state, event), ended.watchUntil(), past.with(event, true));
    }
    if (event instanceof RebootEvent.OutcomeUnknown ended) {
      return new Doubtful(intentOf(state, event), ended.watchUntil(), past.with(event, true));
    }
    if (event instanceof RebootEvent.ConfirmedLate) {
      return new RebootState.Idle(past);
    }
    if (event instanceof RebootEvent.Skipped || event instanceof RebootEvent.Cancelled) {
      return leftOut(state, event);
    }
    return new RebootState.Idle(past.with(event, false));
  }

  /** A device may be left out of one step while another's reboot of it is under way. */
  private static RebootState leftOut(RebootState state, RebootEvent event) {
    RebootState.Past past = state.past().with(event, false);
    if (state instanceof Calling calling) {
      return new Calling(calling.intent(), past);
    }
    if (state instanceof Awaiting awaiting) {
      return new Awaiting(awaiting.intent(), awaiting.accepted(), awaiting.deadline(), past);
    }
    if (state instanceof Doubtful doubtful) {
      return new Doubtful(doubtful.intent(), doubtful.watchUntil(), past);
    }
    if (state instanceof Retrying retrying && !belongsTo(retrying.intent(), event)) {
      return new Retrying(retrying.intent(), retrying.nextAttempt(), retrying.notBefore(), past);
    }
    return new RebootState.Idle(past);
  }

  private static InvocationIntended intentOf(RebootState state, RebootEvent event) {
    if (state instanceof InFlight inFlight) {
      return inFlight.intent();
    }
    throw new IllegalStateException(
        event + " follows no intent: the history of this device is not one the rules wrote.");
  }
}
