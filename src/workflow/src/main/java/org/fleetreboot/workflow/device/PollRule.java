package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootCommand.RecordPoll;
import org.fleetreboot.workflow.device.RebootState.Awaiting;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.device.RebootState.StayingUp;

/** Decides what follows from a poll of a device's twin. */
final class PollRule {
  /** How long a device that ended unknown or not confirmed is watched for a late change. */
  private static final Duration WATCH = Duration.ofDays(1);

  /** The requested reboot, a spontaneous one, and one more: that is not a coincidence. */
  private static final int LOOP = 3;

  private PollRule() {}

  static List<RebootEvent> decide(RebootState state, RecordPoll poll) {
    Call call = state.call();
    // A poll for another call may have read another path, or before the intent of this one.
    if (call == null
        || !call.invocation().equals(poll.invocation())
        || poll.reading() instanceof TwinReading.Refused) {
      return List.of();
    }
    if (state instanceof StayingUp stayingUp) {
      return staysUp(stayingUp, poll);
    }
    if (poll.reading() instanceof TwinReading.Found twin
        && ConfirmationRule.holds(call, twin.marker())) {
      return changed(state, call, poll, twin.marker());
    }
    return state instanceof Awaiting awaiting && !poll.began().isBefore(awaiting.deadline())
        ? List.of(unchanged(awaiting, poll))
        : List.of();
  }

  private static List<RebootEvent> changed(
      RebootState state, Call call, RecordPoll poll, BootMarker after) {
    if (state instanceof InFlight inFlight) {
      // Whatever is known of the answer: even with a lost one a changed marker confirms.
      return List.of(
          call.stayUp() == null
              ? Reboot.confirmed(call, inFlight.answer(), poll.now(), after)
              : new RebootEvent.CameBack(
                  call.run(), call.step(), poll.now(), call.invocation(), after));
    }
    return Reboot.doubted(state, poll.began()) == null
        ? List.of()
        : List.of(Reboot.confirmedLate(call, poll.now(), after));
  }

  private static RebootEvent unchanged(Awaiting awaiting, RecordPoll poll) {
    Call call = awaiting.call();
    if (poll.reading() instanceof TwinReading.NotRegistered) {
      return notRegistered(call, poll);
    }
    Instant watchUntil = poll.now().plus(WATCH);
    boolean another =
        poll.reading() instanceof TwinReading.Found twin
            && twin.marker().isOfAnotherIdentity(call.before());
    if (awaiting.accepted() && !another) {
      return notConfirmed(awaiting, poll, watchUntil, lastSeen(call, poll.reading()));
    }
    return new RebootEvent.OutcomeUnknown(
        call.run(),
        call.step(),
        poll.now(),
        call.invocation(),
        watchUntil,
        (another
                ? "it was registered again, or its identity changed, after the call; "
                : "the answer was lost; ")
            + lastSeen(call, poll.reading()));
  }

  private static String lastSeen(Call call, TwinReading reading) {
    return "in the last poll "
        + (reading instanceof TwinReading.Found twin
            ? ConfirmationRule.lack(call, twin.marker())
            : "its twin was missing");
  }

  private static List<RebootEvent> staysUp(StayingUp state, RecordPoll poll) {
    Call call = state.call();
    if (poll.reading() instanceof TwinReading.Found twin
        && call.confirm().isAnotherBoot(state.after(), twin.marker())) {
      return rebootedAgain(state, poll, twin.marker());
    }
    if (poll.began().isBefore(state.until())) {
      return List.of();
    }
    if (!(poll.reading() instanceof TwinReading.Found twin)) {
      return List.of(notRegistered(call, poll));
    }
    if (twin.connected()) {
      return List.of(Reboot.confirmed(call, state.answer(), poll.now(), state.after()));
    }
    // The hub may notice late that the device is back, so it gets the same time once more.
    return poll.began().isBefore(state.until().plus(state.stayUp()))
        ? List.of()
        : List.of(notUp(state, poll, "it came back but has not been connected since"));
  }

  private static List<RebootEvent> rebootedAgain(
      StayingUp state, RecordPoll poll, BootMarker after) {
    Call call = state.call();
    int reboots = state.reboots() + 1;
    RebootEvent again =
        new RebootEvent.RebootedAgain(
            call.run(), call.step(), poll.now(), call.invocation(), after, reboots);
    return reboots < LOOP
        ? List.of(again)
        : List.of(again, notUp(state, poll, "reboot loop: " + reboots + " reboots after one call"));
  }

  /** Its marker has already changed, so there is nothing to watch for afterwards. */
  private static RebootEvent notUp(StayingUp state, RecordPoll poll, String reason) {
    return notConfirmed(state, poll, poll.now(), reason);
  }

  private static RebootEvent notConfirmed(
      InFlight state, RecordPoll poll, Instant watchUntil, String reason) {
    Call call = state.call();
    Acceptance answer = state.answer();
    return new RebootEvent.NotConfirmed(
        call.run(),
        call.step(),
        poll.now(),
        call.invocation(),
        watchUntil,
        reason,
        answer == null ? null : answer.status(),
        answer == null ? null : answer.response());
  }

  private static RebootEvent notRegistered(Call call, RecordPoll poll) {
    return new RebootEvent.Failed(
        call.run(), call.step(), poll.now(), call.invocation(), Reboot.NOT_REGISTERED);
  }
}
