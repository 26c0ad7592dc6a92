package org.fleetreboot.workflow.device;

import java.time.Instant;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceHistory.Repeatable;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState.Awaiting;
import org.fleetreboot.workflow.device.RebootState.Calling;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.Idle;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.device.RebootState.Retrying;
import org.fleetreboot.workflow.device.RebootState.StayingUp;
import org.jspecify.annotations.Nullable;

/** Folds each event into the state of its device. */
final class RebootFold {
  private RebootFold() {}

  static RebootState evolve(RebootState state, RebootEvent event) {
    DeviceHistory past = state.past();
    if (event instanceof InvocationIntended intent) {
      return new Calling(intent, past.called(event));
    }
    if (event instanceof RebootEvent.Accepted accepted) {
      return awaiting(state, event, new Acceptance(accepted.status(), accepted.response()));
    }
    if (event instanceof RebootEvent.AnswerLost) {
      return awaiting(state, event, null);
    }
    if (event instanceof RebootEvent.NotDelivered notDelivered) {
      Repeatable call =
          Repeatable.before(unanswered(state, event)).notDelivered(notDelivered.cause());
      return retrying(past, event, call, notDelivered.retryAt());
    }
    if (event instanceof RebootEvent.Busy busy) {
      Repeatable call = Repeatable.before(unanswered(state, event)).busy(busy.busyAnswers());
      return retrying(past, event, call, busy.retryAt());
    }
    if (event instanceof RebootEvent.CameBack back) {
      return new StayingUp(callOf(state, event), answerIn(state), back.after(), 1, back.at(), past);
    }
    if (event instanceof RebootEvent.RebootedAgain again) {
      return new StayingUp(
          callOf(state, event), answerIn(state), again.after(), again.reboots(), again.at(), past);
    }
    if (event instanceof RebootEvent.Noted) {
      return state;
    }
    if (event instanceof RebootEvent.Deferred deferral) {
      return state.with(past.deferral(deferral));
    }
    if (event instanceof RebootEvent.NotConfirmed ended) {
      return new Doubtful(
          callOf(state, event), ended.watchUntil(), past.settled(event, Outcome.NOT_CONFIRMED));
    }
    if (event instanceof RebootEvent.OutcomeUnknown ended) {
      return new Doubtful(
          callOf(state, event), ended.watchUntil(), past.settled(event, Outcome.UNKNOWN));
    }
    if (event instanceof RebootEvent.ConfirmedLate late) {
      return new Idle(past.rebooted(event, late.after()));
    }
    if (event instanceof RebootEvent.Confirmed confirmed) {
      // Whichever call caused it, the run has had its reboot.
      DeviceHistory had = past.called(event).settled(event, Outcome.CONFIRMED);
      return settled(state, event, had.rebooted(event, confirmed.after()));
    }
    if (event instanceof RebootEvent.Rejected rejected) {
      DeviceHistory refused = past.settled(event, Outcome.REJECTED).busyUntil(rejected.retryAt());
      return settled(state, event, refused);
    }
    if (event instanceof RebootEvent.FoundOffline) {
      return settled(state, event, past.settledUncalled(event, Outcome.OFFLINE));
    }
    if (event instanceof RebootEvent.Failed) {
      // During a call this means a refusal; later, that the device is gone.
      return settled(
          state,
          event,
          state instanceof Calling
              ? past.settledUncalled(event, Outcome.FAILED)
              : past.settled(event, Outcome.FAILED));
    }
    if (event instanceof RebootEvent.Skipped) {
      return settled(state, event, past.settled(event, Outcome.SKIPPED));
    }
    if (event instanceof RebootEvent.Cancelled) {
      return settled(state, event, past.settled(event, Outcome.CANCELLED));
    }
    throw new AssertionError(event);
  }

  private static Retrying retrying(
      DeviceHistory past, RebootEvent event, Repeatable call, Instant notBefore) {
    return new Retrying(call.intent(), call.nextAttempt(), notBefore, past.repeatable(event, call));
  }

  private static Awaiting awaiting(
      RebootState state, RebootEvent event, @Nullable Acceptance answer) {
    SentCall call = callOf(state, event);
    return new Awaiting(call, answer, event.at().plus(call.confirmWithin()), state.past());
  }

  /** A step may end for a device while another step's reboot of it is under way or in doubt. */
  private static RebootState settled(RebootState state, RebootEvent event, DeviceHistory past) {
    Call call = state.call();
    return call != null && call.isOf(event.run(), event.step()) ? new Idle(past) : state.with(past);
  }

  private static @Nullable Acceptance answerIn(RebootState state) {
    return state instanceof InFlight inFlight ? inFlight.answer() : null;
  }

  private static InvocationIntended unanswered(RebootState state, RebootEvent event) {
    if (state instanceof Calling calling) {
      return calling.intent();
    }
    throw unknown(event);
  }

  /** The call, without what only its answer needed. */
  private static SentCall callOf(RebootState state, RebootEvent event) {
    if (state instanceof InFlight inFlight) {
      return inFlight.call() instanceof InvocationIntended intent
          ? SentCall.of(intent)
          : (SentCall) inFlight.call();
    }
    throw unknown(event);
  }

  private static IllegalStateException unknown(RebootEvent event) {
    return new IllegalStateException(
        event + " follows no intent: the history of this device is not one the rules wrote.");
  }
}
