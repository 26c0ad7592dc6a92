package org.fleetreboot.workflow.group;

import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;

import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.StopRule;

/** A group of the run nightly-1, for tests. */
public final class Nightly {
  private Nightly() {}

  public static List<String> pumps(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "pump-" + number).toList();
  }

  public static GroupEvent started(GroupOptions options) {
    return new GroupEvent.GroupStarted("nightly-1", "canary", NOON, "list", options, false);
  }

  public static GroupEvent added(int count) {
    return new GroupEvent.TargetsAdded(NOON, pumps(count));
  }

  public static GroupEvent frozen(int count) {
    return new GroupEvent.TargetsFrozen(NOON, count);
  }

  /** With that many devices, all known. */
  public static GroupSpecification group(GroupOptions options, int count) {
    return GroupSpecification.given(started(options), added(count), frozen(count));
  }

  public static GroupEvent settled(StepResult result, Tally tally, String reason) {
    return new GroupEvent.GroupSettled(NOON, result, tally, reason);
  }

  public static GroupEvent succeeded(Tally tally) {
    return new GroupEvent.GroupSettled(NOON, StepResult.SUCCEEDED, tally, null);
  }

  public static GroupOptions stoppingAt(String maxFailed, String maxOffline, int minSample) {
    return GroupOptions.DEFAULT.with(
        StopRule.of(Limit.parse(maxFailed), Limit.parse(maxOffline), minSample));
  }

  /** The event that ends a device with this outcome. */
  public static RebootEvent ended(Outcome outcome) {
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
