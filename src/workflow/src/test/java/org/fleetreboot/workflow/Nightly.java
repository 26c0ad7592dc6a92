package org.fleetreboot.workflow;

import static org.fleetreboot.workflow.PumpSeven.CANARY;
import static org.fleetreboot.workflow.PumpSeven.NEW;
import static org.fleetreboot.workflow.PumpSeven.NOON;

import java.util.List;
import java.util.stream.IntStream;

/** A rollout of the run nightly-1, as its tests speak of it. */
final class Nightly {
  private Nightly() {}

  static List<String> pumps(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "pump-" + number).toList();
  }

  static RolloutEvent started(RolloutOptions options) {
    return new RolloutEvent.RolloutStarted("nightly-1", "canary", NOON, "list", options);
  }

  static RolloutEvent added(int count) {
    return new RolloutEvent.TargetsAdded(NOON, pumps(count));
  }

  static RolloutEvent frozen(int count) {
    return new RolloutEvent.TargetsFrozen(NOON, count);
  }

  /** With that many devices, all known. */
  static RolloutSpecification rollout(RolloutOptions options, int count) {
    return RolloutSpecification.given(started(options), added(count), frozen(count));
  }

  static RolloutEvent settled(StepResult result, Tally tally, String reason) {
    return new RolloutEvent.RolloutSettled(NOON, result, tally, reason);
  }

  static RolloutEvent succeeded(Tally tally) {
    return new RolloutEvent.RolloutSettled(NOON, StepResult.SUCCEEDED, tally, null);
  }

  static RolloutOptions stoppingAt(String maxFailed, String maxOffline, int minSample) {
    return RolloutOptions.DEFAULT.with(
        StopRule.of(Limit.parse(maxFailed), Limit.parse(maxOffline), minSample));
  }

  /** The fact that ends a device so. */
  static RebootEvent ended(Outcome outcome) {
    return switch (outcome) {
      case CONFIRMED -> CANARY.confirmed(NOON, NEW);
      case REJECTED -> CANARY.rejected(NOON, 500);
      case OFFLINE -> CANARY.foundOffline(NOON, 1);
      case NOT_CONFIRMED -> CANARY.notConfirmed(NOON);
      case UNKNOWN -> CANARY.outcomeUnknown(NOON);
      case FAILED -> CANARY.failed(NOON, "malformed");
      case SKIPPED -> CANARY.skipped(NOON, "stopped");
      case CANCELLED -> CANARY.cancelled(NOON, "stopped");
    };
  }
}
