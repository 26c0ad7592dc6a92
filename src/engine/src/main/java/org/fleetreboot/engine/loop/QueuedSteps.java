package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Queues the steps that chains reach. Each begins in a step of the engine, and is answered later.
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
      List<HubTargets> hubs) {
    return reach(
        run, new StepRequest.OfGroup(step, options, payload, hubs, new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return reach(
        run, new StepRequest.OfSoak(step, duration, maxUnstable, new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return reach(run, new StepRequest.OfCheck(step, timeout, check, new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return reach(run, new StepRequest.OfApproval(step, options, new CompletableFuture<>()));
  }

  private CompletionStage<StepAnswer> reach(String run, StepRequest request) {
    CompletableFuture<StepAnswer> answer = request.answer();
    queue
        .tell((core, now) -> core.steps.reach(run, request, now))
        .whenComplete(
            (nothing, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              }
            });
    return answer;
  }
}
