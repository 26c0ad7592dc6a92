package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.group.RetryRules;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.PayloadHash;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps of chains: begun where the replay allows it, each answered once it is settled. */
public final class ChainSteps {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainReplay replay;
  private final OpenSteps openSteps;
  private final Soaks soaks;
  private final Approvals approvals;
  private final Checks checks;
  private final StepTimeouts timeouts;
  private final Groups groups;

  public ChainSteps(
      EventRecorder recorder, Fleet fleet,
      ChainReplay replay,
      OpenSteps openSteps,
      Soaks soaks,
      Approvals approvals,
      Checks checks,
      StepTimeouts timeouts,
      Groups groups) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.replay = replay;
    this.openSteps = openSteps;
    this.soaks = soaks;
    this.approvals = approvals;
    this.checks = checks;
    this.timeouts = timeouts;
    this.groups = groups;
  }

  /** What has happened moves the chains: a group is settled, and so is its step. */
  public void on(Fact fact, Instant now) {
    timeouts.on(fact, now);
    if (fact instanceof Fact.OfGroup ofGroup) {
      if (ofGroup.has(GroupEvent.GroupSettled.class)) {
        settleGroup(ofGroup.group(), now);
      }
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> on(ofRun.run(), event, now));
    }
  }

  private void on(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.StepSettled settled) {
      openSteps.answer(run, settled);
    } else if (event instanceof RunEvent.RunCancelled cancelled) {
      openSteps.cancel(run, cancelled.reason(), now);
      replay.releaseHeld(run);
    } else if (event instanceof RunEvent.RunSettled) {
      replay.releaseHeld(run);
    }
  }

  public void group(
      String id,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        fleet.acceptedRun(id),
        name(step),
        StepKind.GROUP,
        answer,
        now,
        (run, at) -> {
          recorder.record(
              run,
              Run.decide(
                  run.state(), new RunCommand.StartStep(step, at, StepKind.GROUP, null, null)));
          LiveGroup group = fleet.group(id, step);
          openSteps.await(run, step, answer);
          groups.attach(
              group,
              PayloadHash.hashed(RetryRules.options(run, options), payload),
              payload,
              targets,
              RetryRules.targets(run, source),
              disconnected,
              at);
          if (PayloadHash.differs(group.options(), payload)) {
            replay.diverge(
                run, "the payload of step " + step + " is not the one it started with", at);
          }
          if (group.isSettled()) {
            settleGroup(group, at);
          }
        });
  }

  public void soak(
      String id,
      String step,
      Duration duration,
      @Nullable Limit maxUnstable,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        fleet.acceptedRun(id),
        name(step),
        StepKind.SOAK,
        answer,
        now,
        (run, at) -> soaks.reach(run, step, duration, maxUnstable, answer, at));
  }

  public void approval(
      String id,
      String step,
      ApprovalOptions options,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        fleet.acceptedRun(id),
        name(step),
        StepKind.APPROVAL,
        answer,
        now,
        (run, at) -> approvals.reach(run, step, options, answer, at));
  }

  public void check(
      String id,
      String step,
      Duration timeout,
      Supplier<CompletionStage<CheckFinding>> check,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        fleet.acceptedRun(id),
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
  void settleGroup(LiveGroup group, Instant now) {
    StepResult result = group.state().result();
    if (result == null) {
      throw new IllegalStateException(group.step + " is settled without a result.");
    }
    LiveRun run = fleet.run(group.run);
    Tally tally = group.state().tally();
    String reason = group.state().reason();
    recorder.record(
        run,
        Run.decide(run.state(), new RunCommand.SettleStep(group.step, now, result, tally, reason)));
  }

  /**
   * The chain has given the run back: nobody waits for its steps, and its groups call nobody until
   * the chain comes to them again.
   */
  public void leave(LiveRun run) {
    openSteps.forget(run);
    for (String group : run.groups()) {
      groups.detach(fleet.group(run.id, group));
    }
  }
}
