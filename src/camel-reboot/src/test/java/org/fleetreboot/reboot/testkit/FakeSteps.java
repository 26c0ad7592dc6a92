package org.fleetreboot.reboot.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** Parks each step until the test settles it. */
public final class FakeSteps implements Steps {
  /**
   * A step that was asked for. A soak has the default options and no targets, a group no duration.
   */
  public record Asked(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      List<HubTargets> hubs,
      Duration duration,
      CompletableFuture<StepAnswer> answer) {

    public void settle(StepResult result, Tally tally, @Nullable String reason) {
      answer.complete(new StepAnswer(run, step, result, tally, reason, false));
    }

    /** What is asked of the only hub, in words. */
    public String targets() {
      return only().targets();
    }

    public TargetSource source() {
      return only().source();
    }

    public DisconnectedSource disconnected() {
      return only().disconnected();
    }

    private HubTargets only() {
      return hubs.get(0);
    }

    public void succeed() {
      settle(StepResult.SUCCEEDED, Tally.EMPTY, null);
    }
  }

  private static final TargetSource NOBODY = collector -> CompletableFuture.completedStage(null);

  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final EngineThread thread;

  FakeSteps(EngineThread thread) {
    this.thread = thread;
  }

  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      List<HubTargets> hubs) {
    return park(
        new Asked(run, step, options, payload, hubs, Duration.ZERO, new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return park(run, step, "", duration);
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return park(run, step, "", timeout);
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return park(run, step, options.toString(), options.timeout());
  }

  private CompletionStage<StepAnswer> park(
      String run, String step, String targets, Duration duration) {
    return park(
        new Asked(
            run,
            step,
            GroupOptions.DEFAULT,
            null,
            List.of(HubTargets.of(targets, NOBODY)),
            duration,
            new CompletableFuture<>()));
  }

  private CompletionStage<StepAnswer> park(Asked step) {
    asked.add(step);
    return thread.completes(step.answer());
  }
}
