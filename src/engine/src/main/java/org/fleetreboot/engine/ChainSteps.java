package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.workflow.Limit;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.fleetreboot.workflow.StepResult;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/** The steps of chains: begun where the replay allows it, each answered once it is settled. */
final class ChainSteps {
  private final Ledger ledger;
  private final ChainReplay replay;
  private final WaitingSteps waitingSteps;
  private final Soaks soaks;
  private final Approvals approvals;
  private final Checks checks;
  private @Nullable Rollouts rollouts;

  ChainSteps(
      Ledger ledger,
      ChainReplay replay,
      WaitingSteps waitingSteps,
      Soaks soaks,
      Approvals approvals,
      Checks checks) {
    this.ledger = ledger;
    this.replay = replay;
    this.waitingSteps = waitingSteps;
    this.soaks = soaks;
    this.approvals = approvals;
    this.checks = checks;
  }

  /** Closes the circle: groups settle steps, and steps begin groups. */
  void connect(Rollouts theRollouts) {
    this.rollouts = theRollouts;
  }

  void group(
      String id,
      String step,
      RolloutOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        ledger.knownRun(id),
        name(step),
        StepKind.GROUP,
        answer,
        now,
        (run, at) -> {
          ledger.record(
              run,
              Run.decide(
                  run.state(), new RunCommand.StartStep(step, at, StepKind.GROUP, null, null)));
          RolloutSlot rollout = ledger.fleet.rollout(id, step);
          rollout.waiters.add(answer::complete);
          rollouts()
              .attach(
                  rollout,
                  Payloads.hashed(Retries.options(run, options), payload),
                  payload,
                  targets,
                  Retries.targets(run, source),
                  disconnected,
                  at);
          if (run.state().cancelled()) {
            // The step had started, its group had not: the program died between the two.
            cancelGroups(run, Runs.ENGINE, String.valueOf(run.state().reason()), at);
          }
          if (Payloads.differs(rollout.options(), payload)) {
            replay.diverge(
                run, "the payload of step " + step + " is not the one it started with", at);
          }
          if (rollout.isSettled()) {
            settleGroup(rollout, at);
          }
        });
  }

  void soak(
      String id,
      String step,
      Duration duration,
      @Nullable Limit maxUnstable,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        ledger.knownRun(id),
        name(step),
        StepKind.SOAK,
        answer,
        now,
        (run, at) -> soaks.reach(run, step, duration, maxUnstable, answer, at));
  }

  void approval(
      String id,
      String step,
      ApprovalTerms terms,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        ledger.knownRun(id),
        name(step),
        StepKind.APPROVAL,
        answer,
        now,
        (run, at) -> approvals.reach(run, step, terms, answer, at));
  }

  void check(
      String id,
      String step,
      Duration timeout,
      Supplier<CompletionStage<CheckFinding>> check,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        ledger.knownRun(id),
        name(step),
        StepKind.CHECK,
        answer,
        now,
        (run, at) -> checks.reach(run, step, timeout, check, answer, at));
  }

  /** A part of a stream's name. */
  private static String name(String step) {
    if (step.isBlank() || step.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + step + "' is no step: give text without '/'.");
    }
    return step;
  }

  /** A group is settled: so is its step. */
  void settleGroup(RolloutSlot rollout, Instant now) {
    StepResult result = rollout.state().result();
    if (result == null) {
      throw new IllegalStateException(rollout.step + " is settled without a result.");
    }
    RunSlot run = ledger.fleet.run(rollout.run);
    Tally tally = rollout.state().tally();
    String reason = rollout.state().reason();
    ledger.record(
        run,
        Run.decide(
            run.state(), new RunCommand.SettleStep(rollout.step, now, result, tally, reason)));
    StepAnswer answer = new StepAnswer(run.id, rollout.step, result, tally, reason, false);
    rollout.waiters.forEach(waiter -> ledger.effect(() -> waiter.accept(answer)));
    rollout.waiters.clear();
  }

  /**
   * The chain has given the run back: nobody waits for its steps, and its groups call nobody until
   * the chain comes to them again.
   */
  void leave(RunSlot run) {
    waitingSteps.forget(run);
    for (String group : run.groups()) {
      rollouts().detach(ledger.fleet.rollout(run.id, group));
    }
  }

  boolean approve(String id, String step, String by, @Nullable String remark, Instant now) {
    return approvals.approve(ledger.knownRun(id), step, by, remark, now);
  }

  boolean reject(String id, String step, String by, @Nullable String remark, Instant now) {
    return approvals.reject(ledger.knownRun(id), step, by, remark, now);
  }

  /** Ends all that are under way. */
  void cancel(RunSlot run, String by, String reason, Instant now) {
    cancelGroups(run, by, reason, now);
    waitingSteps.cancel(run, reason, now);
  }

  void cancelGroups(RunSlot run, String by, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.GROUP) {
        RolloutSlot rollout = ledger.fleet.rollout(run.id, step.started().step());
        rollouts().cancel(rollout, by, reason, run.state().forced(), now);
      }
    }
  }

  /** Leaves one device out; returns whether it was not left out before. */
  boolean skip(RolloutSlot rollout, DeviceSlot device, String by, String reason, Instant now) {
    return rollouts().leavingOut().skip(rollout, device, by, reason, now);
  }

  private Rollouts rollouts() {
    if (rollouts == null) {
      throw new IllegalStateException("connect() comes first.");
    }
    return rollouts;
  }
}
