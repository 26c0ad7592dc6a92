package org.fleetreboot.workflow;

import java.time.Instant;
import org.fleetreboot.workflow.InvocationAnswer.Cause;
import org.fleetreboot.workflow.RebootCommand.RecordAnswer;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;

/** What an answer proves about the delivery of its call: the only ground for another one. */
final class Delivery {
  /** The hub's "device not online": proof only with what the baseline said, see {@link #lost}. */
  private static final int DEVICE_NOT_ONLINE = 404103;

  private Delivery() {}

  static RebootEvent decide(InvocationIntended intent, RecordAnswer command) {
    InvocationAnswer answer = command.answer();
    if (answer instanceof InvocationAnswer.Answered answered) {
      return answered(intent, command.now(), answered.status());
    }
    if (answer instanceof InvocationAnswer.NotDelivered failed) {
      return notDelivered(intent, command, failed.cause(), failed.detail());
    }
    if (answer instanceof InvocationAnswer.Lost lost) {
      return lost(intent, command, lost);
    }
    throw new AssertionError(answer);
  }

  private static RebootEvent answered(InvocationIntended intent, Instant now, int status) {
    return status >= 400
        ? new RebootEvent.Rejected(intent.run(), intent.step(), now, intent.invocation(), status)
        : new RebootEvent.Accepted(intent.run(), intent.step(), now, intent.invocation(), status);
  }

  private static RebootEvent notDelivered(
      InvocationIntended intent, RecordAnswer command, Cause cause, String detail) {
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
      InvocationIntended intent, RecordAnswer command, InvocationAnswer.Lost lost) {
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
}
