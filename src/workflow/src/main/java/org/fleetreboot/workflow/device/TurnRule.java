package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** Whether a device whose turn has come is called, waits, or is skipped. */
final class TurnRule {
  private TurnRule() {}

  static List<RebootEvent> decide(RebootState state, RebootCommand.TakeTurn turn) {
    if (state instanceof InFlight || Reboot.isSettled(state, turn.run(), turn.step())) {
      return List.of();
    }
    CallOptions callOptions = turn.callOptions();
    String calledIn = state.past().calledIn(turn.run());
    if (calledIn != null && !callOptions.again()) {
      return List.of(skipped(turn, "already called in step " + calledIn + " of this run"));
    }
    if (turn.baseline() instanceof TwinReading.Refused refused) {
      return List.of(
          new RebootEvent.Failed(turn.run(), turn.step(), turn.now(), null, refused.reason()));
    }
    if (!(turn.baseline() instanceof TwinReading.Found twin)) {
      return List.of(
          new RebootEvent.Failed(turn.run(), turn.step(), turn.now(), null, Reboot.NOT_REGISTERED));
    }
    List<RebootEvent> events = new ArrayList<>(2);
    Call doubted = Reboot.doubted(state, turn.byClockOfCall());
    boolean late =
        doubted != null && ConfirmationRule.holds(doubted, callOptions.marker(), twin.marker());
    if (doubted != null && late) {
      events.add(Reboot.confirmedLate(doubted, turn.now(), twin.marker()));
    }
    DeviceHistory.Repeatable earlier = state.past().repeatable(turn.run(), turn.step());
    DeviceHistory.Repeatable busy =
        callOptions.again()
            ? null
            : rebootedAfter(state.past().busy(turn.run()), callOptions, twin);
    if (earlier != null
        && ConfirmationRule.holds(earlier.intent(), callOptions.marker(), twin.marker())) {
      // The call provably started nothing, yet the device rebooted: a call now would be a second
      // reboot.
      events.add(Reboot.confirmed(earlier.intent(), null, turn.now(), twin.marker()));
    } else if (busy != null) {
      // It answered the call of another step as busy, and has rebooted all the same.
      events.add(
          skipped(
              turn, "rebooted after the call of step " + busy.intent().step() + " of this run"));
    } else if (doubted != null && late && !callOptions.again()) {
      // This run was started before anybody could know that the first call had worked.
      events.add(skipped(turn, "rebooted late, after the call of run " + doubted.run()));
    } else {
      events.addAll(deferredOrIntended(state.past(), turn, twin, earlier));
    }
    return events;
  }

  /** The first of those calls after which the device has rebooted; null if it has not. */
  private static DeviceHistory.@Nullable Repeatable rebootedAfter(
      List<DeviceHistory.Repeatable> calls, CallOptions callOptions, TwinReading.Found twin) {
    return calls.stream()
        .filter(call -> ConfirmationRule.holds(call.intent(), callOptions.marker(), twin.marker()))
        .findFirst()
        .orElse(null);
  }

  private static List<RebootEvent> deferredOrIntended(
      DeviceHistory past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    if (!twin.enabled()) {
      return List.of(skipped(turn, "disabled in the hub; enable it there to reboot it"));
    }
    Integer quarantine = turn.callOptions().quarantineAfter();
    if (quarantine != null && past.failures().runs() >= quarantine) {
      return List.of(
          skipped(
              turn,
              "in quarantine: failed in its last "
                  + past.failures().runs()
                  + " runs. Reboot it on its own; a confirmed reboot ends the quarantine"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.SKIP) {
      return List.of(skipped(turn, "offline when its turn came"));
    }
    if (!twin.connected() && turn.offlinePolicy().offline() == OfflinePolicy.Offline.WAIT) {
      Instant until = turn.groupStarted().plus(turn.offlinePolicy().waitWithin());
      return turn.now().isBefore(until)
          ? deferral(past, turn, "not connected; waiting until " + InstantFormat.of(until))
          : List.of(
              new RebootEvent.FoundOffline(
                  turn.run(),
                  turn.step(),
                  turn.now(),
                  null,
                  0,
                  "not connected; waited for since " + turn.groupStarted()));
    }
    Deferral deferral = turn.deferral();
    if (deferral != null) {
      return deferral.skipped()
          ? List.of(skipped(turn, deferral.reason()))
          : deferral(past, turn, deferral.reason());
    }
    return List.of(sparedOrIntended(past, turn, twin, earlier));
  }

  private static RebootEvent sparedOrIntended(
      DeviceHistory past,
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    Duration spared = turn.callOptions().unlessRebootedWithin();
    Instant rebooted = later(twin.marker().lastUpdated(), past.lastReboot());
    Instant since = turn.unlessRebootedSince();
    if (since != null
        && rebooted != null
        && rebooted.isAfter(since)
        && !turn.callOptions().again()) {
      return skipped(
          turn,
          "rebooted at "
              + InstantFormat.of(rebooted)
              + ", after the start of the run that is retried");
    }
    return spared != null && rebooted != null && rebooted.plus(spared).isAfter(turn.now())
        ? skipped(
            turn,
            "rebooted at "
                + InstantFormat.of(rebooted)
                + ", less than "
                + DurationFormat.of(spared)
                + " ago")
        : intended(turn, twin, earlier);
  }

  private static InvocationIntended intended(
      RebootCommand.TakeTurn turn,
      TwinReading.Found twin,
      DeviceHistory.@Nullable Repeatable earlier) {
    CallOptions callOptions = turn.callOptions();
    DisruptionBudget budget = turn.options().budget();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        turn.now(),
        turn.invocation(),
        earlier == null ? 1 : earlier.nextAttempt(),
        earlier == null ? 1 : earlier.intent().send() + 1,
        callOptions.method(),
        callOptions.payloadHash(),
        callOptions.marker(),
        twin.marker(),
        twin.connected(),
        turn.now().plus(callOptions.sendWithin()),
        callOptions.confirm(),
        callOptions.confirmWithin(),
        callOptions.attempts(),
        callOptions.connectTimeout(),
        callOptions.stayUp(),
        budget == null ? null : budget.of(twin.tags()),
        callOptions.busy(),
        earlier == null ? 0 : earlier.busyAnswers(),
        earlier == null ? 0 : earlier.refusals());
  }

  private static List<RebootEvent> deferral(
      DeviceHistory past, RebootCommand.TakeTurn turn, String reason) {
    return Reboot.unlessKnown(
        past, new RebootEvent.Deferred(turn.run(), turn.step(), turn.now(), reason, null));
  }

  private static RebootEvent skipped(RebootCommand.TakeTurn turn, String reason) {
    return new RebootEvent.Skipped(turn.run(), turn.step(), turn.now(), null, reason);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
