package org.fleetreboot.engine.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** A step that a chain has come to: what it asks for, and where its answer goes. */
public sealed interface StepRequest {
  /** The name of the step; unique within its run. */
  String step();

  StepKind kind();

  /** Completed once the step is settled. */
  CompletableFuture<StepAnswer> answer();

  /**
   * A step that reboots a group of devices.
   *
   * @param payload what each call carries; null for nothing
   * @param hubs which devices, for each hub
   */
  record OfGroup(
      String step,
      GroupOptions options,
      @Nullable String payload,
      List<HubTargets> hubs,
      CompletableFuture<StepAnswer> answer)
      implements StepRequest {
    public OfGroup {
      hubs = List.copyOf(hubs);
    }

    @Override
    public StepKind kind() {
      return StepKind.GROUP;
    }
  }

  /**
   * A step that waits.
   *
   * @param maxUnstable how many devices may have become unstable by its end; null for any number
   */
  record OfSoak(
      String step,
      Duration duration,
      @Nullable Limit maxUnstable,
      CompletableFuture<StepAnswer> answer)
      implements StepRequest {
    @Override
    public StepKind kind() {
      return StepKind.SOAK;
    }
  }

  /** A step that waits for a person. */
  record OfApproval(String step, ApprovalOptions options, CompletableFuture<StepAnswer> answer)
      implements StepRequest {
    @Override
    public StepKind kind() {
      return StepKind.APPROVAL;
    }
  }

  /**
   * A step that asks an endpoint until it says yes or no.
   *
   * @param timeout how long it may take to do so
   * @param check asks once
   */
  record OfCheck(
      String step,
      Duration timeout,
      Supplier<CompletionStage<CheckFinding>> check,
      CompletableFuture<StepAnswer> answer)
      implements StepRequest {
    @Override
    public StepKind kind() {
      return StepKind.CHECK;
    }
  }
}
