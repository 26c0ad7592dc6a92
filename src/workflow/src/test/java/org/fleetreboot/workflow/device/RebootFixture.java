package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.InvocationAnswer.Lost;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.CallOptionsBuilder;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** Commands to pump-7 and its events, in one step of one run. */
public record RebootFixture(
    String run,
    String step,
    CallOptions callOptions,
    UUID call,
    int attempt,
    int send,
    boolean connected,
    int busyAnswers,
    int refusals) {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** What the twin said before anything began. */
  public static final BootMarker OLD =
      new BootMarker("boot-41", NOON.minus(Duration.ofDays(3)), 70);

  /** What the twin says after a reboot. */
  public static final BootMarker NEW = new BootMarker("boot-42", NOON.plusSeconds(40), 71);

  /** What a poll after the call sees if nothing has changed. */
  public static final String STILL_41 = "in the last poll rebootTime was still boot-41";

  public static final RebootFixture CANARY =
      new RebootFixture(
          "nightly-1", "canary", CallOptions.DEFAULT, callNumber(1), 1, 1, true, 0, 0);

  /** Another step of the same run that names the device too. */
  public static final RebootFixture GATEWAYS =
      new RebootFixture(
          "nightly-1", "gateways", CallOptions.DEFAULT, callNumber(2), 1, 1, true, 0, 0);

  /** The same step in a later run. */
  public static final RebootFixture NEXT_RUN =
      new RebootFixture(
          "nightly-2", "canary", CallOptions.DEFAULT, callNumber(3), 1, 1, true, 0, 0);

  public static UUID callNumber(int number) {
    return new UUID(0, number);
  }

  public static Instant noonPlus(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  // Variations

  public RebootFixture calling(int number) {
    return new RebootFixture(
        run,
        step,
        callOptions,
        callNumber(number),
        attempt,
        send,
        connected,
        busyAnswers,
        refusals);
  }

  public RebootFixture onAttempt(int newAttempt, int newSend) {
    return new RebootFixture(
        run, step, callOptions, call, newAttempt, newSend, connected, busyAnswers, refusals);
  }

  /** After that many calls that it answered as busy. */
  public RebootFixture afterBusy(int answers) {
    return new RebootFixture(
        run, step, callOptions, call, attempt, answers + 1, connected, answers, refusals);
  }

  /** After that many calls that the hub refused because of the device. */
  public RebootFixture afterRefusals(int times) {
    return new RebootFixture(
        run, step, callOptions, call, attempt, times + 1, connected, busyAnswers, times);
  }

  public RebootFixture disconnected() {
    return new RebootFixture(
        run, step, callOptions, call, attempt, send, false, busyAnswers, refusals);
  }

  /** With other call options. */
  public RebootFixture under(UnaryOperator<CallOptionsBuilder> change) {
    CallOptions changed = change.apply(callOptions.with()).build();
    return new RebootFixture(
        run, step, changed, call, attempt, send, connected, busyAnswers, refusals);
  }

  // Commands

  public RebootCommand turn(Instant now, BootMarker baseline) {
    return turn(now, new TwinReading.Found(baseline, connected));
  }

  public RebootCommand retryTurn(Instant now, BootMarker baseline, Instant since) {
    return new RebootCommand.TakeTurn(
        run,
        step,
        now,
        now,
        GroupOptions.DEFAULT.with(callOptions),
        NOON,
        new TwinReading.Found(baseline, connected),
        call,
        since,
        null);
  }

  public RebootCommand turn(Instant now, TwinReading baseline) {
    return turn(now, baseline, OfflinePolicy.DEFAULT);
  }

  /** A turn in a group that began at noon. */
  public RebootCommand turn(Instant now, TwinReading baseline, OfflinePolicy offlinePolicy) {
    return turn(now, baseline, GroupOptions.DEFAULT.with(offlinePolicy), null);
  }

  /** A turn with or without a deferral. */
  public RebootCommand turn(
      Instant now, TwinReading baseline, GroupOptions options, @Nullable Deferral deferral) {
    return new RebootCommand.TakeTurn(
        run, step, now, now, options.with(callOptions), NOON, baseline, call, null, deferral);
  }

  public RebootCommand answer(Instant now, InvocationAnswer answer) {
    return new RebootCommand.RecordAnswer(call, now, answer, 0, null);
  }

  public RebootCommand answer(Instant now, int status) {
    return answer(now, new Answered(status));
  }

  public RebootCommand noAnswer(Instant now, int code) {
    return answer(now, new Lost(code, "code " + code));
  }

  public RebootCommand undelivered(Instant now, Cause cause) {
    return answer(now, new InvocationAnswer.NotDelivered(cause, "" + cause));
  }

  public RebootCommand poll(Instant at, BootMarker marker) {
    return poll(at, new TwinReading.Found(marker, connected));
  }

  public RebootCommand poll(Instant at, TwinReading reading) {
    return poll(at, at, reading);
  }

  public RebootCommand poll(Instant began, Instant now, TwinReading reading) {
    return new RebootCommand.RecordPoll(call, began, now, reading);
  }

  public RebootCommand skip(Instant now, String reason) {
    return new RebootCommand.Skip(run, step, now, null, reason);
  }

  public RebootCommand cancel(Instant now, String reason) {
    return new RebootCommand.Cancel(run, step, now, Requester.login("ada"), reason);
  }

  // Events

  public RebootEvent.InvocationIntended intended(Instant at, BootMarker before) {
    return new RebootEvent.InvocationIntended(
        run,
        step,
        at,
        call,
        attempt,
        send,
        callOptions.method(),
        callOptions.payloadHash(),
        callOptions.marker(),
        before,
        connected,
        at.plusSeconds(10),
        callOptions.confirm(),
        callOptions.confirmWithin(),
        callOptions.attempts(),
        callOptions.connectTimeout(),
        callOptions.stayUp(),
        null,
        callOptions.busy(),
        busyAnswers,
        refusals);
  }

  public RebootEvent accepted(Instant at) {
    return new RebootEvent.Accepted(run, step, at, call, 200, null);
  }

  public RebootEvent rejected(Instant at, int status) {
    return new RebootEvent.Rejected(run, step, at, call, status, null, null, null);
  }

  public RebootEvent answerLost(Instant at, int code) {
    return answerLost(at, "code " + code);
  }

  public RebootEvent answerLost(Instant at, String detail) {
    return new RebootEvent.AnswerLost(run, step, at, call, detail);
  }

  public RebootEvent notDelivered(Instant at, Cause cause, Instant retryAt) {
    return new RebootEvent.NotDelivered(run, step, at, call, cause, "" + cause, retryAt);
  }

  public RebootEvent confirmed(Instant at, BootMarker after) {
    return confirmed(at, after, null);
  }

  /** With the status of the answer; null for none. */
  public RebootEvent confirmed(Instant at, BootMarker after, @Nullable Integer status) {
    return new RebootEvent.Confirmed(run, step, at, call, after, status, null);
  }

  public RebootEvent busy(Instant at, int status, int answers, Instant retryAt) {
    return new RebootEvent.Busy(run, step, at, call, status, null, answers, retryAt);
  }

  public RebootEvent cameBack(Instant at, BootMarker after) {
    return new RebootEvent.CameBack(run, step, at, call, after);
  }

  public RebootEvent rebootedAgain(Instant at, BootMarker after, int reboots) {
    return new RebootEvent.RebootedAgain(run, step, at, call, after, reboots);
  }

  public RebootEvent notUp(Instant at, String reason) {
    return new RebootEvent.NotConfirmed(run, step, at, call, at, reason, 200, null);
  }

  public RebootEvent confirmedLate(Instant at, BootMarker after) {
    return new RebootEvent.ConfirmedLate(run, step, at, call, after);
  }

  public RebootEvent notConfirmed(Instant at) {
    return notConfirmed(at, STILL_41);
  }

  public RebootEvent notConfirmed(Instant at, String reason) {
    return new RebootEvent.NotConfirmed(
        run, step, at, call, at.plus(Duration.ofDays(1)), reason, 200, null);
  }

  public RebootEvent outcomeUnknown(Instant at) {
    return new RebootEvent.OutcomeUnknown(
        run, step, at, call, at.plus(Duration.ofDays(1)), "the answer was lost; " + STILL_41);
  }

  public RebootEvent foundOffline(Instant at, int attempts) {
    return foundOffline(at, attempts, "OFFLINE");
  }

  public RebootEvent foundOffline(Instant at, int attempts, String detail) {
    return new RebootEvent.FoundOffline(
        run,
        step,
        at,
        call,
        attempts,
        "disconnected in its twin, and %s for the %s"
            .formatted(detail, attempts == 1 ? "call" : "last of " + attempts + " calls"));
  }

  public RebootEvent notRegistered(Instant at) {
    return failedUncalled(at, "the hub has no device with that id");
  }

  public RebootEvent failedUncalled(Instant at, String reason) {
    return new RebootEvent.Failed(run, step, at, null, reason);
  }

  public RebootEvent failed(Instant at, String reason) {
    return new RebootEvent.Failed(run, step, at, call, reason);
  }

  public RebootEvent deferral(Instant at, String reason) {
    return new RebootEvent.Deferred(run, step, at, reason, null);
  }

  public RebootEvent skipped(Instant at, String reason) {
    return new RebootEvent.Skipped(run, step, at, null, reason);
  }

  public RebootEvent cancelled(Instant at, String reason) {
    return new RebootEvent.Cancelled(run, step, at, Requester.login("ada"), reason);
  }
}
