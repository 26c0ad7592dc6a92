package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootCommand.RecordAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.BusyRule;
import org.jspecify.annotations.Nullable;

/** Decides what an answer proves about its call; only a disproved delivery allows another call. */
final class AnswerRule {
  /** The hub's "device not online": proof only with a matching baseline, see {@link #lost}. */
  private static final int DEVICE_NOT_ONLINE = 404103;

  /** A device that keeps answering "at once" must not be called without a pause. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /** A device that names a later time, or nonsense, must not block its group for ever. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  /** The longest pause that a hub may ask for. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** How long a turn takes before its call: it waits for a place and reads the twin. */
  private static final Duration TURN = Duration.ofSeconds(30);

  private AnswerRule() {}

  static RebootEvent decide(InvocationIntended intent, RecordAnswer command) {
    InvocationAnswer answer = command.answer();
    if (answer instanceof Answered answered) {
      return answered(intent, command, answered);
    }
    if (answer instanceof InvocationAnswer.NotDelivered failed) {
      return notDelivered(intent, command, failed, failed.detail());
    }
    if (answer instanceof InvocationAnswer.Lost lost) {
      return lost(intent, command, lost);
    }
    throw new AssertionError(answer);
  }

  private static RebootEvent answered(
      InvocationIntended intent, RecordAnswer command, Answered answer) {
    int status = answer.status();
    if (BusyRule.isAcceptance(status)) {
      return new RebootEvent.Accepted(
          intent.run(),
          intent.step(),
          command.now(),
          intent.invocation(),
          status,
          answer.response());
    }
    int busyAnswers = intent.busyAnswers() + 1;
    boolean isBusy = intent.busy().isBusy(status);
    if (isBusy && busyAnswers < intent.busy().busyAttempts()) {
      return new RebootEvent.Busy(
          intent.run(),
          intent.step(),
          command.now(),
          intent.invocation(),
          status,
          answer.response(),
          busyAnswers,
          retryAt(command, answer.retryAfter(), busyAnswers));
    }
    return new RebootEvent.Rejected(
        intent.run(),
        intent.step(),
        command.now(),
        intent.invocation(),
        status,
        answer.response(),
        isBusy && busyAnswers > 1 ? "busy at each of its " + busyAnswers + " calls" : null,
        isBusy && answer.retryAfter() != null
            ? command.now().plus(bounded(answer.retryAfter()))
            : null);
  }

  /** When the device asks to be called, within bounds, and before its window ends. */
  private static Instant retryAt(
      RecordAnswer command, @Nullable Duration retryAfter, int busyAnswers) {
    Duration wait =
        retryAfter == null ? Backoff.DEFAULT.after(busyAnswers, command.jitter()) : retryAfter;
    Instant retryAt = command.now().plus(bounded(wait));
    if (command.lastCall() == null) {
      return retryAt;
    }
    Instant lastTurn = command.lastCall().minus(TURN);
    boolean inTime = lastTurn.isAfter(command.now().plus(SHORTEST_WAIT));
    return inTime && retryAt.isAfter(lastTurn) ? lastTurn : retryAt;
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /**
   * @param seen what the answer said, in a word or two
   */
  private static RebootEvent notDelivered(
      InvocationIntended intent,
      RecordAnswer command,
      InvocationAnswer.NotDelivered failed,
      String seen) {
    boolean refusedOften =
        failed.cause() == Cause.REFUSED_FOR_DEVICE && intent.refusals() + 1 >= Reboot.REFUSALS;
    if (failed.cause() == Cause.MALFORMED || refusedOften) {
      return new RebootEvent.Failed(
          intent.run(), intent.step(), command.now(), intent.invocation(), failed.detail());
    }
    if (failed.cause() == Cause.OFFLINE && intent.attempt() >= intent.attempts()) {
      return new RebootEvent.FoundOffline(
          intent.run(),
          intent.step(),
          command.now(),
          intent.invocation(),
          intent.attempt(),
          "disconnected in its twin, and %s for the %s"
              .formatted(
                  seen, intent.attempt() == 1 ? "call" : "last of " + intent.attempt() + " calls"));
    }
    return new RebootEvent.NotDelivered(
        intent.run(),
        intent.step(),
        command.now(),
        intent.invocation(),
        failed.cause(),
        failed.detail(),
        retryAt(intent, command, failed.retryAfter()));
  }

  /** After the back-off, or when the hub asks for it, whichever is later. */
  private static Instant retryAt(
      InvocationIntended intent, RecordAnswer command, @Nullable Duration retryAfter) {
    Duration wait = Backoff.DEFAULT.after(intent.send(), command.jitter());
    if (retryAfter != null && retryAfter.compareTo(wait) > 0) {
      wait = retryAfter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : retryAfter;
    }
    return command.now().plus(wait);
  }

  /**
   * 404103 alone proves nothing: a device that drops its connection on taking the call causes it,
   * too. With connect timeout 0 and a baseline that said Disconnected, it proves the device
   * offline.
   */
  private static RebootEvent lost(
      InvocationIntended intent, RecordAnswer command, InvocationAnswer.Lost lost) {
    Integer code = lost.errorCode();
    if (code != null
        && code == DEVICE_NOT_ONLINE
        && intent.connectTimeout().isZero()
        && !intent.connectedBefore()) {
      var offline = new InvocationAnswer.NotDelivered(Cause.OFFLINE, lost.detail());
      return notDelivered(intent, command, offline, "" + code);
    }
    return new RebootEvent.AnswerLost(
        intent.run(), intent.step(), command.now(), intent.invocation(), lost.detail());
  }
}
