package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Queues the steps that chains come to: each begins in a step of the engine, and is answered later.
 */
final class QueuedSteps implements Steps {
  private final CommandQueue queue;

  QueuedSteps(CommandQueue queue) {
    this.queue = queue;
  }

  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected) {
    return park(
        (core, now, answer) ->
            core.steps.group(
                run, step, options, payload, targets, source, disconnected, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return park(
        (core, now, answer) -> core.steps.soak(run, step, duration, maxUnstable, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return park((core, now, answer) -> core.steps.check(run, step, timeout, check, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return park((core, now, answer) -> core.steps.approval(run, step, options, answer, now));
  }

  private CompletionStage<StepAnswer> park(Parking parking) {
    CompletableFuture<StepAnswer> answer = new CompletableFuture<>();
    queue
        .tell((core, now) -> parking.decide(core, now, answer))
        .whenComplete(
            (nothing, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              }
            });
    return answer;
  }

  /** A step that answers later. */
  private interface Parking {
    void decide(EngineCore core, Instant now, CompletableFuture<StepAnswer> answer);
  }
}
