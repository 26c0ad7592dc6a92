package org.fleetreboot.engine;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, as its chain comes to them: each stage completes when the step has ended, and
 * never while the run is paused as diverged. It fails with {@link NoSuchRun} when no such run is
 * open. For {@code reboot:}. {@link Engine} says what else holds for each stage.
 */
public interface Steps {

  /**
   * Reboots a group, or answers from the journal when it was rebooted before, or re-attaches when
   * it is under way. The options hold only when the step starts here for the first time.
   *
   * @param payload the direct method's payload as JSON text; null for none
   * @param targets what {@code source} is, for people: a query, or "list"
   * @param source asked for the devices when they are not all known yet
   * @param disconnected asked before the first call, and every minute, where the options limit how
   *     many may be down, and count those that are disconnected
   * @return how the group ended
   */
  CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected);

  /** The same, where nobody can tell who is disconnected. */
  default CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source) {
    return group(run, step, options, payload, targets, source, DisconnectedSource.NONE);
  }

  /** Lets the time pass, and polls nothing. */
  default CompletionStage<StepAnswer> soak(String run, String step, Duration duration) {
    return soak(run, step, duration, null);
  }

  /**
   * Lets the time pass, counted from the first start of this step.
   *
   * @param maxUnstable how many of the devices that the run has confirmed so far may have rebooted
   *     by themselves, or be disconnected, when it has passed: with more the step fails. Null to
   *     poll none
   */
  CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable);

  /**
   * Asks whether the chain may go on, until the answer is yes or no. A check that fails is asked
   * again in a minute. What it found is durable: on a replay nobody is asked.
   *
   * @param timeout how long "not now" is taken for an answer, counted from the first start of this
   *     step; then the step fails
   */
  CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check);

  /** Waits for a person; the options hold only when the step starts here for the first time. */
  CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options);
}
