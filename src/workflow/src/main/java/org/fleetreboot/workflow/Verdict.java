package org.fleetreboot.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.RebootCommand.RecordLook;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.RebootState.Awaiting;
import org.fleetreboot.workflow.RebootState.InFlight;
import org.fleetreboot.workflow.RebootState.StayingUp;

/** What follows from a poll of the twin of a device. */
final class Verdict {
  /** How long a device that ended unknown or not confirmed is watched for a late change. */
  private static final Duration WATCH = Duration.ofDays(1);

  /** The reboot that was asked for, one by itself, and one more: that is no accident. */
  private static final int LOOP = 3;

  private Verdict() {}

  static List<RebootEvent> decide(RebootState state, RecordLook look) {
    InvocationIntended intent = state.intent();
    // A poll for another call may have read elsewhere, or before the intent: that is no "after".
    if (intent == null
        || !intent.invocation().equals(look.invocation())
        || look.reading() instanceof TwinReading.Refused) {
      return List.of();
    }
    if (state instanceof StayingUp stayingUp) {
      return staysUp(stayingUp, look);
    }
    if (look.reading() instanceof TwinReading.Found twin && Proof.holds(intent, twin.marker())) {
      return changed(state, intent, look, twin.marker());
    }
    return state instanceof Awaiting awaiting && !look.began().isBefore(awaiting.deadline())
        ? List.of(unchanged(awaiting, look))
        : List.of();
  }

  private static List<RebootEvent> changed(
      RebootState state, InvocationIntended intent, RecordLook look, BootMarker after) {
    if (state instanceof InFlight inFlight) {
      // In any state of flight: an answer lost on the wire still ends in a confirmation.
      return List.of(
          intent.stayUp() == null
              ? Reboot.confirmed(intent, inFlight.answer(), look.now(), after)
              : new RebootEvent.CameBack(
                  intent.run(), intent.step(), look.now(), intent.invocation(), after));
    }
    return Reboot.doubted(state, look.began()) == null
        ? List.of()
        : List.of(Reboot.confirmedLate(intent, look.now(), after));
  }

  private static RebootEvent unchanged(Awaiting awaiting, RecordLook look) {
    InvocationIntended intent = awaiting.intent();
    if (look.reading() instanceof TwinReading.NotRegistered) {
      return notRegistered(intent, look);
    }
    Instant watchUntil = look.now().plus(WATCH);
    boolean another =
        look.reading() instanceof TwinReading.Found twin
            && twin.marker().isOfAnotherIdentity(intent.before());
    if (awaiting.accepted() && !another) {
      return notConfirmed(awaiting, look, watchUntil, lastSeen(intent, look.reading()));
    }
    return new RebootEvent.OutcomeUnknown(
        intent.run(),
        intent.step(),
        look.now(),
        intent.invocation(),
        watchUntil,
        (another
                ? "it was registered anew, or its identity changed, since the call; "
                : "the answer was lost; ")
            + lastSeen(intent, look.reading()));
  }

  private static String lastSeen(InvocationIntended intent, TwinReading reading) {
    return "in the last poll "
        + (reading instanceof TwinReading.Found twin
            ? Proof.lack(intent, twin.marker())
            : "its twin was not there");
  }

  private static List<RebootEvent> staysUp(StayingUp state, RecordLook look) {
    InvocationIntended intent = state.intent();
    if (look.reading() instanceof TwinReading.Found twin
        && intent.confirmBy().isAnotherBoot(state.after(), twin.marker())) {
      return rebootedAgain(state, look, twin.marker());
    }
    if (look.began().isBefore(state.until())) {
      return List.of();
    }
    if (!(look.reading() instanceof TwinReading.Found twin)) {
      return List.of(notRegistered(intent, look));
    }
    if (twin.connected()) {
      return List.of(Reboot.confirmed(intent, state.answer(), look.now(), state.after()));
    }
    // The hub may be late to notice that it is back: it gets the same time once more.
    return look.began().isBefore(state.until().plus(state.stayUp()))
        ? List.of()
        : List.of(notUp(state, look, "it came back, and is not connected since"));
  }

  private static List<RebootEvent> rebootedAgain(
      StayingUp state, RecordLook look, BootMarker after) {
    InvocationIntended intent = state.intent();
    int reboots = state.reboots() + 1;
    RebootEvent again =
        new RebootEvent.RebootedAgain(
            intent.run(), intent.step(), look.now(), intent.invocation(), after, reboots);
    return reboots < LOOP
        ? List.of(again)
        : List.of(again, notUp(state, look, "reboot loop: " + reboots + " reboots after one call"));
  }

  /** Nothing to watch for afterwards: its marker has changed already. */
  private static RebootEvent notUp(StayingUp state, RecordLook look, String reason) {
    return notConfirmed(state, look, look.now(), reason);
  }

  private static RebootEvent notConfirmed(
      InFlight state, RecordLook look, Instant watchUntil, String reason) {
    InvocationIntended intent = state.intent();
    RebootEvent.Accepted answer = state.answer();
    return new RebootEvent.NotConfirmed(
        intent.run(),
        intent.step(),
        look.now(),
        intent.invocation(),
        watchUntil,
        reason,
        answer == null ? null : answer.status(),
        answer == null ? null : answer.response());
  }

  private static RebootEvent notRegistered(InvocationIntended intent, RecordLook look) {
    return new RebootEvent.Failed(
        intent.run(), intent.step(), look.now(), intent.invocation(), Reboot.NOT_REGISTERED);
  }
}
