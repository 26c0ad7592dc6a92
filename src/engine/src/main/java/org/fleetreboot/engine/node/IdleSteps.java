package org.fleetreboot.engine.node;

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
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Steps on an idle node. They are never answered, because their chain would take a failure for the
 * outcome of the step: the chain is sent again elsewhere.
 */
final class IdleSteps implements Steps {
  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      List<HubTargets> hubs) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return new CompletableFuture<>();
  }
}
