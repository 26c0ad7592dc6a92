package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.fleetreboot.workflow.StepResult;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/** The rests between groups: counted from their first start, over all lives of the program. */
final class Soaks {
  private final Ledger ledger;
  private final DueTimes<Timer> timers;
  private final Map<Key, List<CompletableFuture<StepAnswer>>> waiters = new HashMap<>();

  Soaks(Ledger ledger, DueTimes<Timer> timers) {
    this.ledger = ledger;
    this.timers = timers;
  }

  /** The chain has come to the step, which may have started in an earlier life. */
  void reach(
      RunSlot run,
      String step,
      Duration duration,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    ledger.record(
        run,
        Run.decide(
            run.state(), new RunCommand.StartStep(step, now, StepKind.SOAK, now.plus(duration))));
    RunState.Step known = run.state().steps().get(step);
    Instant until = known == null ? null : known.started().until();
    waiters.computeIfAbsent(new Key(run.id, step), key -> new ArrayList<>()).add(answer);
    timers.add(
        until == null ? now : until, later -> settle(run, step, StepResult.SUCCEEDED, null, later));
  }

  void cancel(RunSlot run, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.SOAK) {
        settle(run, step.started().step(), StepResult.CANCELLED, reason, now);
      }
    }
  }

  private void settle(
      RunSlot run, String step, StepResult result, @Nullable String reason, Instant now) {
    ledger.record(
        run,
        Run.decide(run.state(), new RunCommand.SettleStep(step, now, result, Tally.EMPTY, reason)));
    List<CompletableFuture<StepAnswer>> waiting = waiters.remove(new Key(run.id, step));
    if (waiting != null) {
      StepAnswer answer = new StepAnswer(run.id, step, result, Tally.EMPTY, reason, false);
      waiting.forEach(waiter -> ledger.effect(() -> waiter.complete(answer)));
    }
  }

  private record Key(String run, String step) {}
}
