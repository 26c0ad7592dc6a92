package org.fleetreboot.workflow.device;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState.Calling;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
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
      return TurnRule.decide(state, turn);
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
        state instanceof InFlight inFlight && inFlight.call().isOf(event.run(), event.step());
    return !underWay && !isSettled(state, event.run(), event.step());
  }

  /** Repeated turns do not record the same deferral again. */
  static List<RebootEvent> unlessKnown(DeviceHistory past, RebootEvent.Deferred deferral) {
    RebootEvent.Deferred known = past.deferral(deferral.run(), deferral.step());
    return known != null && known.covers(deferral) ? List.of() : List.of(deferral);
  }

  static boolean isSettled(RebootState state, String run, String step) {
    return state.past().outcome(run, step) != null;
  }

  /** The call whose late effect the device is still watched for; null if it is not. */
  static @Nullable Call doubted(RebootState state, Instant now) {
    return state instanceof Doubtful doubtful && now.isBefore(doubtful.watchUntil())
        ? doubtful.call()
        : null;
  }

  static RebootEvent confirmed(
      Call call, @Nullable Acceptance answer, Instant now, BootMarker after) {
    return new RebootEvent.Confirmed(
        call.run(),
        call.step(),
        now,
        call.invocation(),
        after,
        answer == null ? null : answer.status(),
        answer == null ? null : answer.response());
  }

  static RebootEvent confirmedLate(Call call, Instant now, BootMarker after) {
    return new RebootEvent.ConfirmedLate(call.run(), call.step(), now, call.invocation(), after);
  }
}
