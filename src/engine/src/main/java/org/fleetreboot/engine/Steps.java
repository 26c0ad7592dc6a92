package org.fleetreboot.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, as its chain reaches them. Each stage completes when the step has ended, and
 * never while the run is paused as diverged. It fails with {@link NoSuchRun} if no such run is
 * open. For {@code reboot:}. See {@link Engine} for what else each stage guarantees.
 */
public interface Steps {

  /**
   * Reboots a group. If the group was rebooted before, answers from the journal; if it is under
   * way, attaches to it. The options count only when the step starts for the first time.
   *
   * @param payload the payload of the direct method as JSON text; null for none
   * @param hubs which devices, for each hub; at least one, each hub once
   * @return how the group ended on all its hubs
   */
  CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      List<HubTargets> hubs);

  /** Waits, and polls no device. */
  default CompletionStage<StepAnswer> soak(String run, String step, Duration duration) {
    return soak(run, step, duration, null);
  }

  /**
   * Waits; the time counts from the first start of the step.
   *
   * @param maxUnstable how many of the devices that the run has confirmed so far may have rebooted
   *     by themselves, or be disconnected, at the end; with more the step fails. Null to poll no
   *     device
   */
  CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable);

  /**
   * Asks whether the chain may continue, until the answer is yes or no. A check that fails is asked
   * again after a minute. The answer is durable, so a replay asks nobody.
   *
   * @param timeout how long the answer may be "not now", from the first start of the step; then the
   *     step fails
   */
  CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check);

  /** Waits for a person. The options count only when the step starts for the first time. */
  CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options);
}
