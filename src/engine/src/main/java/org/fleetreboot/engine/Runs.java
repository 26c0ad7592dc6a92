package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fleetreboot.workflow.Limit;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunEvent;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.fleetreboot.workflow.StepResult;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/** The runs: accepted once, handed to their chains, their steps answered, taken up again. */
final class Runs {
  /** Who did it, where nobody asked for it. */
  static final String ENGINE = "fleet-reboot";

  static final String CHAIN_ENDED = "the chain ended";

  private final Ledger ledger;
  private final ChainReplay replay;
  private final WaitingSteps waitingSteps;
  private final Soaks soaks;
  private final Approvals approvals;
  private final Checks checks;
  private final Map<String, Consumer<OpenRun>> chains = new HashMap<>();
  private @Nullable Rollouts rollouts;

  Runs(
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

  void connect(Rollouts theRollouts) {
    this.rollouts = theRollouts;
  }

  RunReceipt accept(RunRequest request, Instant now) {
    RunReceipt receipt = record(request, now);
    handOver(ledger.fleet.run(request.run()));
    return receipt;
  }

  /** The same, unless a run of the chain is under way. */
  RunReceipt acceptAlone(RunRequest request, Instant now) {
    for (RunSlot run : ledger.fleet.runs()) {
      RunEvent.RunAccepted accepted = run.state().accepted();
      if (accepted != null
          && run.state().isOpen()
          && accepted.chain().equals(request.chain())
          && !run.id.equals(request.run())) {
        return leaveOut(request, "run " + run.id + " of the chain was still open", now);
      }
    }
    return accept(request, now);
  }

  /** A run that is known already is left as it is. */
  RunReceipt leaveOut(RunRequest request, String reason, Instant now) {
    RunReceipt receipt = record(request, now);
    if (!receipt.isNew()) {
      return receipt;
    }
    RunSlot run = ledger.fleet.run(request.run());
    ledger.record(run, Run.decide(run.state(), new RunCommand.LeaveOut(now, reason)));
    return new RunReceipt(run.id, true, run.state().outcome());
  }

  private RunReceipt record(RunRequest request, Instant now) {
    RunSlot run = ledger.fleet.run(request.run());
    RunEvent.RunAccepted known = run.state().accepted();
    if (known != null && !isSame(known, request)) {
      throw new RunIdTaken(known);
    }
    List<RunEvent> events =
        Run.decide(
            run.state(),
            new RunCommand.Accept(
                request.run(),
                request.chain(),
                ledger.hub,
                now,
                request.trigger(),
                request.by(),
                request.body(),
                request.headers(),
                request.retry()));
    ledger.record(run, events);
    return new RunReceipt(run.id, !events.isEmpty(), run.state().outcome());
  }

  /** A query asked again may find others; another list by another trigger is another run. */
  private boolean isSame(RunEvent.RunAccepted known, RunRequest request) {
    return known.chain().equals(request.chain())
        && known.hub().equals(ledger.hub)
        && (request.retry() == null || request.trigger().equals(known.trigger()))
        && (request.body() == null
            || request.body().equals(known.body())
            || request.trigger().equals(known.trigger()));
  }

  void chain(String chain, Consumer<OpenRun> consumer) {
    if (chains.putIfAbsent(chain, consumer) != null) {
      throw new IllegalStateException(
          "Two routes begin with reboot-run:" + chain + ". A run goes through one of them only.");
    }
    ledger.fleet.runs().forEach(this::handOver);
  }

  void forgetChain(String chain) {
    chains.remove(chain);
  }

  private void handOver(RunSlot run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null || !run.state().isOpen() || run.handedOver) {
      return;
    }
    Consumer<OpenRun> consumer = chains.get(accepted.chain());
    if (consumer == null) {
      return;
    }
    run.handedOver = true;
    OpenRun open =
        new OpenRun(run.id, accepted.chain(), accepted.body(), accepted.headers(), run.resumed);
    ledger.effect(() -> consumer.accept(open));
  }

  void end(String id, @Nullable String error, Instant now) {
    RunSlot run = known(id);
    ledger.record(run, Run.decide(run.state(), new RunCommand.End(now, error)));
    cancelGroups(run, ENGINE, CHAIN_ENDED, now);
    replay.releaseHeld(run);
  }

  /** Returns whether that changed anything. */
  boolean pause(String id, String by, String reason, Instant now) {
    RunSlot run = open(id);
    if (run.state().cancelled()) {
      throw new ControlRefused("Run " + id + " is cancelled: it calls nobody any more.");
    }
    List<RunEvent> paused = Run.decide(run.state(), new RunCommand.Pause(now, by, reason));
    ledger.record(run, paused);
    return !paused.isEmpty();
  }

  /** Returns whether that changed anything. */
  boolean resume(String id, String by, @Nullable String reason, Instant now) {
    RunSlot run = open(id);
    String pausedFor = run.state().paused() ? run.state().reason() : null;
    List<RunEvent> resumed = Run.decide(run.state(), new RunCommand.Resume(now, by, reason));
    ledger.record(run, resumed);
    replay.resumed(run, pausedFor, now);
    return !resumed.isEmpty();
  }

  /** Returns whether that changed anything. */
  boolean cancel(String id, String by, String reason, boolean forced, Instant now) {
    RunSlot run = known(id);
    if (!run.state().isOpen() && !run.state().cancelled()) {
      throw ended(run);
    }
    List<RunEvent> cancelled =
        Run.decide(run.state(), new RunCommand.Cancel(now, by, reason, forced));
    ledger.record(run, cancelled);
    if (cancelled.isEmpty()) {
      return false;
    }
    cancelGroups(run, by, reason, now);
    waitingSteps.cancel(run, reason, now);
    replay.releaseHeld(run);
    return true;
  }

  void cancelGroups(RunSlot run, String by, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.GROUP) {
        RolloutSlot rollout = ledger.fleet.rollout(run.id, step.started().step());
        rollouts().cancel(rollout, by, reason, run.state().forced(), now);
      }
    }
  }

  /** Returns whether that changed anything. */
  boolean skip(String id, String device, String by, String reason, Instant now) {
    RunSlot run = open(id);
    boolean known = false;
    boolean changed = false;
    for (String group : run.groups()) {
      RolloutSlot rollout = ledger.fleet.rollout(id, group);
      if (rollout.targets.contains(device)) {
        known = true;
        changed |=
            rollouts().leavingOut().skip(rollout, ledger.fleet.device(device), by, reason, now);
      }
    }
    if (!known) {
      throw new ControlRefused(
          "No group of run "
              + id
              + " that is under way has a device '"
              + device
              + "'; a group that has not begun is told when it has.");
    }
    return changed;
  }

  boolean approve(String id, String step, String by, @Nullable String remark, Instant now) {
    return approvals.approve(known(id), step, by, remark, now);
  }

  boolean reject(String id, String step, String by, @Nullable String remark, Instant now) {
    return approvals.reject(known(id), step, by, remark, now);
  }

  void group(
      String id,
      String step,
      RolloutOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    replay.reach(
        known(id),
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
                  at);
          if (run.state().cancelled()) {
            // The step had started, its group had not: the program died between the two.
            cancelGroups(run, ENGINE, String.valueOf(run.state().reason()), at);
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
        known(id),
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
        known(id),
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
        known(id),
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

  private RunSlot open(String id) {
    RunSlot run = known(id);
    if (!run.state().isOpen()) {
      throw ended(run);
    }
    return run;
  }

  private static ControlRefused ended(RunSlot run) {
    String outcome = run.state().outcome() == null ? "over" : run.state().outcome().word();
    return new ControlRefused("Run " + run.id + " has ended: it is " + outcome + ".");
  }

  private RunSlot known(String id) {
    RunSlot run = ledger.fleet.knownRun(id);
    if (run == null || run.state().accepted() == null) {
      throw new NoSuchRun(id);
    }
    return run;
  }

  private Rollouts rollouts() {
    if (rollouts == null) {
      throw new IllegalStateException("connect() comes first.");
    }
    return rollouts;
  }
}
