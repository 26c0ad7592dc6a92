package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
  private static final String ENGINE = "fleet-reboot";
  private static final String CHAIN_ENDED = "the chain ended";
  private static final String DIVERGED = "ChainDiverged: ";

  private final Ledger ledger;
  private final DueTimes<Timer> timers;
  private final Duration patience;
  private final Map<String, Consumer<OpenRun>> chains = new HashMap<>();
  private final Map<SoakKey, List<CompletableFuture<StepAnswer>>> soaks = new HashMap<>();
  private @Nullable Rollouts rollouts;

  Runs(Ledger ledger, DueTimes<Timer> timers, Duration patience) {
    this.ledger = ledger;
    this.timers = timers;
    this.patience = patience;
  }

  void connect(Rollouts theRollouts) {
    this.rollouts = theRollouts;
  }

  RunReceipt accept(RunRequest request, Instant now) {
    RunSlot run = ledger.fleet.run(request.run());
    RunEvent.RunAccepted known = run.state().accepted();
    if (known != null
        && !(known.chain().equals(request.chain()) && known.hub().equals(ledger.hub))) {
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
                request.headers()));
    ledger.record(run, events);
    handOver(run);
    return new RunReceipt(run.id, !events.isEmpty(), run.state().outcome());
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
    releaseHeld(run);
  }

  void pause(String id, String by, String reason, Instant now) {
    RunSlot run = known(id);
    ledger.record(run, Run.decide(run.state(), new RunCommand.Pause(now, by, reason)));
  }

  void resume(String id, String by, Instant now) {
    RunSlot run = known(id);
    String pausedFor = run.state().paused() ? run.state().reason() : null;
    ledger.record(run, Run.decide(run.state(), new RunCommand.Resume(now, by)));
    if (pausedFor != null && pausedFor.startsWith(DIVERGED)) {
      // Whoever resumes a run that had diverged accepts the order in which it goes on.
      run.anyOrder = true;
      run.divergence = null;
    } else if (run.divergence != null) {
      // It was paused for something else, and nobody has been told yet.
      diverge(run, run.divergence, now);
    }
    releaseHeld(run);
  }

  void cancel(String id, String by, String reason, Instant now) {
    RunSlot run = known(id);
    ledger.record(run, Run.decide(run.state(), new RunCommand.Cancel(now, by, reason)));
    if (!run.state().cancelled()) {
      return;
    }
    cancelGroups(run, by, reason, now);
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.SOAK) {
        settleSoak(run, step.started().step(), StepResult.CANCELLED, reason, now);
      }
    }
    releaseHeld(run);
  }

  private void cancelGroups(RunSlot run, String by, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.GROUP) {
        rollouts().cancel(ledger.fleet.rollout(run.id, step.started().step()), by, reason, now);
      }
    }
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
    reach(
        known(id),
        name(step),
        StepKind.GROUP,
        answer,
        now,
        (run, at) -> {
          start(run, step, StepKind.GROUP, null, at);
          RolloutSlot rollout = ledger.fleet.rollout(id, step);
          rollout.waiters.add(answer::complete);
          rollouts()
              .attach(rollout, Payloads.hashed(options, payload), payload, targets, source, at);
          if (run.state().cancelled()) {
            // The step had started, its group had not: the program died between the two.
            cancelGroups(run, ENGINE, String.valueOf(run.state().reason()), at);
          }
          if (Payloads.differs(rollout.options(), payload)) {
            diverge(run, "the payload of step " + step + " is not the one it started with", at);
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
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    reach(
        known(id),
        name(step),
        StepKind.SOAK,
        answer,
        now,
        (run, at) -> {
          start(run, step, StepKind.SOAK, at.plus(duration), at);
          RunState.Step known = run.state().steps().get(step);
          Instant until = known == null ? null : known.started().until();
          soaks.computeIfAbsent(new SoakKey(id, step), key -> new ArrayList<>()).add(answer);
          timers.add(
              until == null ? at : until,
              later -> settleSoak(run, step, StepResult.SUCCEEDED, null, later));
        });
  }

  private void start(
      RunSlot run, String step, StepKind kind, @Nullable Instant until, Instant now) {
    ledger.record(run, Run.decide(run.state(), new RunCommand.StartStep(step, now, kind, until)));
  }

  /** The chain has come to a step: answer it, hold it, or let it begin or go on. */
  private void reach(
      RunSlot run,
      String step,
      StepKind kind,
      CompletableFuture<StepAnswer> answer,
      Instant now,
      Begin begin) {
    run.reached.add(step);
    RunState.Step known = run.state().steps().get(step);
    RunEvent.StepSettled settled = known == null ? null : known.settled();
    if (settled != null) {
      reply(run, settled, answer);
    } else if (!run.state().isOpen()) {
      ledger.effect(() -> answer.completeExceptionally(new NoSuchRun(run.id)));
    } else if (known == null && run.state().cancelled()) {
      String reason = run.state().reason();
      ledger.effect(
          () ->
              answer.complete(
                  new StepAnswer(run.id, step, StepResult.CANCELLED, Tally.EMPTY, reason, false)));
    } else if (known == null && !run.anyOrder && !run.missing().isEmpty()) {
      run.held.add(() -> desk(at -> reach(run, step, kind, answer, at, begin)));
      timers.add(now.plus(patience), later -> checkDivergence(run, step, later));
    } else if (known != null && known.started().kind() != kind) {
      diverge(run, "step " + step + " began as a " + word(known.started().kind()), now);
    } else {
      begin.at(run, now);
    }
    if (run.missing().isEmpty()) {
      releaseHeld(run);
    }
  }

  /** A part of a stream's name. */
  private static String name(String step) {
    if (step.isBlank() || step.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + step + "' is no step: give text without '/'.");
    }
    return step;
  }

  private static String word(StepKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void reply(
      RunSlot run, RunEvent.StepSettled settled, CompletableFuture<StepAnswer> answer) {
    StepAnswer replayed =
        new StepAnswer(
            run.id, settled.step(), settled.result(), settled.tally(), settled.reason(), true);
    ledger.effect(() -> answer.complete(replayed));
  }

  /** Lets the held steps have another try, in this step of the engine. */
  private void releaseHeld(RunSlot run) {
    List<Runnable> held = List.copyOf(run.held);
    run.held.clear();
    held.forEach(Runnable::run);
  }

  private void desk(Consumer<Instant> command) {
    timers.add(Instant.MIN, command::accept);
  }

  private void checkDivergence(RunSlot run, String step, Instant now) {
    List<String> missing = run.missing();
    if (run.state().steps().containsKey(step) || missing.isEmpty() || !run.state().isOpen()) {
      return;
    }
    diverge(
        run,
        "the chain came to step " + step + " before its started " + String.join(", ", missing),
        now);
  }

  private void diverge(RunSlot run, String why, Instant now) {
    run.divergence = why;
    ledger.record(
        run,
        Run.decide(
            run.state(),
            new RunCommand.Pause(
                now,
                ENGINE,
                DIVERGED
                    + why
                    + ". Put the route back as it was, start again and resume the run; or resume"
                    + " it as it is.")));
  }

  private void settleSoak(
      RunSlot run, String step, StepResult result, @Nullable String reason, Instant now) {
    settle(run, step, result, Tally.EMPTY, reason, now);
    List<CompletableFuture<StepAnswer>> waiters = soaks.remove(new SoakKey(run.id, step));
    if (waiters != null) {
      StepAnswer answer = new StepAnswer(run.id, step, result, Tally.EMPTY, reason, false);
      waiters.forEach(waiter -> ledger.effect(() -> waiter.complete(answer)));
    }
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
    settle(run, rollout.step, result, tally, reason, now);
    StepAnswer answer = new StepAnswer(run.id, rollout.step, result, tally, reason, false);
    rollout.waiters.forEach(waiter -> ledger.effect(() -> waiter.accept(answer)));
    rollout.waiters.clear();
  }

  private void settle(
      RunSlot run,
      String step,
      StepResult result,
      Tally tally,
      @Nullable String reason,
      Instant now) {
    ledger.record(
        run, Run.decide(run.state(), new RunCommand.SettleStep(step, now, result, tally, reason)));
  }

  /**
   * Takes up the open runs of an earlier life.
   *
   * @throws OpenOnAnotherHub when one of them is not of this hub
   */
  void recover(Duration resumeWithin, Instant now) {
    for (RunSlot run : ledger.fleet.runs()) {
      if (run.over || !isOfThisHub(run)) {
        continue;
      }
      run.resumed = true;
      agreeWithGroups(run, now);
      if (!run.state().isOpen()) {
        continue;
      }
      Instant still = stillSince(run, now);
      if (still.plus(resumeWithin).isBefore(now)) {
        pause(
            run.id,
            ENGINE,
            "stood still since " + still + ", longer than " + resumeWithin + "; resume it",
            now);
      }
      timers.add(now.plus(patience), later -> checkHandedOver(run, later));
    }
  }

  private boolean isOfThisHub(RunSlot run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null || accepted.hub().equals(ledger.hub)) {
      return true;
    }
    if (run.state().isOpen()) {
      throw new OpenOnAnotherHub(accepted, ledger.hub);
    }
    return false;
  }

  /** A run and its groups lie in two partitions: the program may have died between the two. */
  private void agreeWithGroups(RunSlot run, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      RolloutSlot rollout = ledger.fleet.rollout(run.id, step.started().step());
      if (step.settled() == null && rollout.isSettled()) {
        settleGroup(rollout, now);
      }
    }
    if (run.state().cancelled()) {
      cancelGroups(run, ENGINE, String.valueOf(run.state().reason()), now);
    } else if (run.state().outcome() != null) {
      cancelGroups(run, ENGINE, CHAIN_ENDED, now);
    }
  }

  /** Since when nothing moves that should: a soak, or a window to come, is no standstill. */
  private Instant stillSince(RunSlot run, Instant now) {
    Instant still = run.movedAt == null ? now : run.movedAt;
    for (RunState.Step step : run.state().steps().values()) {
      if (step.settled() != null) {
        continue;
      }
      Instant until = step.started().until();
      if (until != null && until.isAfter(still)) {
        still = until;
      }
      if (rollouts().waitsForItsWindow(ledger.fleet.rollout(run.id, step.started().step()), now)) {
        return now;
      }
    }
    return still;
  }

  private void checkHandedOver(RunSlot run, Instant now) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (!run.handedOver && run.state().isOpen() && accepted != null) {
      diverge(run, "no route begins with reboot-run:" + accepted.chain(), now);
    }
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

  /** What a step does when the chain may go on with it. */
  private interface Begin {
    void at(RunSlot run, Instant now);
  }

  private record SoakKey(String run, String step) {}
}
