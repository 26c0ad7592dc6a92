package org.fleetreboot.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.fleetreboot.workflow.InvocationAnswer.Answered;
import org.fleetreboot.workflow.InvocationAnswer.Cause;
import org.fleetreboot.workflow.InvocationAnswer.Lost;
import org.jspecify.annotations.Nullable;

/** What is asked of pump-7, and what happens to it, in one step of one run. */
record PumpSeven(
    String run,
    String step,
    RebootTerms terms,
    UUID call,
    int attempt,
    int send,
    boolean connected,
    int busyAnswers,
    int refusals) {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** What the twin said before anything began. */
  static final BootMarker OLD = new BootMarker("boot-41", NOON.minus(Duration.ofDays(3)), 70);

  /** What it says after a reboot. */
  static final BootMarker NEW = new BootMarker("boot-42", NOON.plusSeconds(40), 71);

  /** What a poll sees after the call when nothing has changed. */
  static final String STILL_41 = "in the last poll rebootTime was still boot-41";

  static final PumpSeven CANARY =
      new PumpSeven("nightly-1", "canary", RebootTerms.DEFAULT, callNumber(1), 1, 1, true, 0, 0);

  /** Another step of the same run that names the device too. */
  static final PumpSeven GATEWAYS =
      new PumpSeven("nightly-1", "gateways", RebootTerms.DEFAULT, callNumber(2), 1, 1, true, 0, 0);

  /** The same step in a later run. */
  static final PumpSeven NEXT_RUN =
      new PumpSeven("nightly-2", "canary", RebootTerms.DEFAULT, callNumber(3), 1, 1, true, 0, 0);

  static UUID callNumber(int number) {
    return new UUID(0, number);
  }

  static Instant noonPlus(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  // How it is meant

  PumpSeven calling(int number) {
    return new PumpSeven(
        run, step, terms, callNumber(number), attempt, send, connected, busyAnswers, refusals);
  }

  PumpSeven onAttempt(int newAttempt, int newSend) {
    return new PumpSeven(
        run, step, terms, call, newAttempt, newSend, connected, busyAnswers, refusals);
  }

  /** After so many calls that it answered as busy. */
  PumpSeven afterBusy(int answers) {
    return new PumpSeven(
        run, step, terms, call, attempt, answers + 1, connected, answers, refusals);
  }

  /** After so many calls that the hub refused for its sake. */
  PumpSeven afterRefusals(int times) {
    return new PumpSeven(run, step, terms, call, attempt, times + 1, connected, busyAnswers, times);
  }

  PumpSeven disconnected() {
    return new PumpSeven(run, step, terms, call, attempt, send, false, busyAnswers, refusals);
  }

  /** Under other terms than the default ones. */
  PumpSeven under(UnaryOperator<TermsChange> change) {
    RebootTerms changed = change.apply(new TermsChange(terms)).terms();
    return new PumpSeven(run, step, changed, call, attempt, send, connected, busyAnswers, refusals);
  }

  // What is asked

  RebootCommand turn(Instant now, BootMarker baseline) {
    return turn(now, new TwinReading.Found(baseline, connected));
  }

  RebootCommand retryTurn(Instant now, BootMarker baseline, Instant since) {
    return new RebootCommand.TakeTurn(
        run,
        step,
        now,
        now,
        RolloutOptions.DEFAULT.with(terms),
        NOON,
        new TwinReading.Found(baseline, connected),
        call,
        since,
        null);
  }

  RebootCommand turn(Instant now, TwinReading baseline) {
    return turn(now, baseline, Precautions.DEFAULT);
  }

  /** A turn in a group that began at noon. */
  RebootCommand turn(Instant now, TwinReading baseline, Precautions precautions) {
    return turn(now, baseline, RolloutOptions.DEFAULT.with(precautions), null);
  }

  /** A turn in which something speaks for, or against, a call now. */
  RebootCommand turn(
      Instant now, TwinReading baseline, RolloutOptions options, @Nullable HeldBack heldBack) {
    return new RebootCommand.TakeTurn(
        run, step, now, now, options.with(terms), NOON, baseline, call, null, heldBack);
  }

  RebootCommand answer(Instant now, InvocationAnswer answer) {
    return new RebootCommand.RecordAnswer(call, now, answer, 0, null);
  }

  RebootCommand answer(Instant now, int status) {
    return answer(now, new Answered(status));
  }

  RebootCommand noAnswer(Instant now, int code) {
    return answer(now, new Lost(code, "code " + code));
  }

  RebootCommand undelivered(Instant now, Cause cause) {
    return answer(now, new InvocationAnswer.NotDelivered(cause, "" + cause));
  }

  RebootCommand look(Instant at, BootMarker marker) {
    return look(at, new TwinReading.Found(marker, connected));
  }

  RebootCommand look(Instant at, TwinReading reading) {
    return look(at, at, reading);
  }

  RebootCommand look(Instant began, Instant now, TwinReading reading) {
    return new RebootCommand.RecordLook(call, began, now, reading);
  }

  RebootCommand skip(Instant now, String reason) {
    return new RebootCommand.Skip(run, step, now, null, reason);
  }

  RebootCommand cancel(Instant now, String reason) {
    return new RebootCommand.Cancel(run, step, now, "ada", reason);
  }

  // What happened

  RebootEvent.InvocationIntended intended(Instant at, BootMarker before) {
    return new RebootEvent.InvocationIntended(
        run,
        step,
        at,
        call,
        attempt,
        send,
        terms.method(),
        terms.payloadHash(),
        terms.marker(),
        before,
        connected,
        at.plusSeconds(10),
        terms.confirmBy(),
        terms.confirmWithin(),
        terms.attempts(),
        terms.connectTimeout(),
        terms.stayUp(),
        null,
        terms.busy(),
        busyAnswers,
        refusals);
  }

  RebootEvent accepted(Instant at) {
    return new RebootEvent.Accepted(run, step, at, call, 200, null);
  }

  RebootEvent rejected(Instant at, int status) {
    return new RebootEvent.Rejected(run, step, at, call, status, null, null, null);
  }

  RebootEvent answerLost(Instant at, int code) {
    return answerLost(at, "code " + code);
  }

  RebootEvent answerLost(Instant at, String detail) {
    return new RebootEvent.AnswerLost(run, step, at, call, detail);
  }

  RebootEvent notDelivered(Instant at, Cause cause, Instant retryAt) {
    return new RebootEvent.NotDelivered(run, step, at, call, cause, "" + cause, retryAt);
  }

  RebootEvent confirmed(Instant at, BootMarker after) {
    return confirmed(at, after, null);
  }

  /** With the status of the answer; null for none. */
  RebootEvent confirmed(Instant at, BootMarker after, @Nullable Integer status) {
    return new RebootEvent.Confirmed(run, step, at, call, after, status, null);
  }

  RebootEvent busy(Instant at, int status, int answers, Instant retryAt) {
    return new RebootEvent.Busy(run, step, at, call, status, null, answers, retryAt);
  }

  RebootEvent cameBack(Instant at, BootMarker after) {
    return new RebootEvent.CameBack(run, step, at, call, after);
  }

  RebootEvent rebootedAgain(Instant at, BootMarker after, int reboots) {
    return new RebootEvent.RebootedAgain(run, step, at, call, after, reboots);
  }

  RebootEvent notUp(Instant at, String reason) {
    return new RebootEvent.NotConfirmed(run, step, at, call, at, reason, 200, null);
  }

  RebootEvent confirmedLate(Instant at, BootMarker after) {
    return new RebootEvent.ConfirmedLate(run, step, at, call, after);
  }

  RebootEvent notConfirmed(Instant at) {
    return notConfirmed(at, STILL_41);
  }

  RebootEvent notConfirmed(Instant at, String reason) {
    return new RebootEvent.NotConfirmed(
        run, step, at, call, at.plus(Duration.ofDays(1)), reason, 200, null);
  }

  RebootEvent outcomeUnknown(Instant at) {
    return new RebootEvent.OutcomeUnknown(
        run, step, at, call, at.plus(Duration.ofDays(1)), "the answer was lost; " + STILL_41);
  }

  RebootEvent foundOffline(Instant at, int attempts) {
    return foundOffline(at, attempts, "OFFLINE");
  }

  RebootEvent foundOffline(Instant at, int attempts, String detail) {
    return new RebootEvent.FoundOffline(
        run,
        step,
        at,
        call,
        attempts,
        "disconnected in its twin, and %s for the %s"
            .formatted(detail, attempts == 1 ? "call" : "last of " + attempts + " calls"));
  }

  RebootEvent notRegistered(Instant at) {
    return failedUncalled(at, "the hub knows no device of that id");
  }

  RebootEvent failedUncalled(Instant at, String reason) {
    return new RebootEvent.Failed(run, step, at, null, reason);
  }

  RebootEvent failed(Instant at, String reason) {
    return new RebootEvent.Failed(run, step, at, call, reason);
  }

  RebootEvent putOff(Instant at, String reason) {
    return new RebootEvent.PutOff(run, step, at, reason, null);
  }

  RebootEvent skipped(Instant at, String reason) {
    return new RebootEvent.Skipped(run, step, at, null, reason);
  }

  RebootEvent cancelled(Instant at, String reason) {
    return new RebootEvent.Cancelled(run, step, at, "ada", reason);
  }
}
