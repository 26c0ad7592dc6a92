package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps under way, and who waits for them. Waiting takes no thread. */
public final class OpenSteps {
  private final EventRecorder recorder;
  private final Map<Key, List<CompletableFuture<StepAnswer>>> waiters = new HashMap<>();

  public OpenSteps(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /** Begins the step, or continues it with the settings of its first start. */
  public RunEvent.StepStarted begin(
      LiveRun run, RunCommand.StartStep start, CompletableFuture<StepAnswer> answer) {
    recorder.record(run, Run.decide(run.state(), start));
    await(run, start.step(), answer);
    RunState.Step known = run.state().steps().get(start.step());
    if (known == null) {
      throw new IllegalStateException("Step " + start.step() + " of " + run.id + " did not start.");
    }
    return known.started();
  }

  public boolean isOpen(LiveRun run, String step) {
    RunState.Step known = run.state().steps().get(step);
    return known != null && known.settled() == null;
  }

  /** Whether it is open and of that kind. */
  boolean isOpen(LiveRun run, String step, StepKind kind) {
    RunState.Step known = run.state().steps().get(step);
    return known != null && known.settled() == null && known.started().kind() == kind;
  }

  /** Records why the step does not let the chain continue yet. */
  public void defer(LiveRun run, String step, String reason, Instant now) {
    recorder.record(run, Run.decide(run.state(), new RunCommand.DeferStep(step, now, reason)));
  }

  /** The last reason why it did not; null if there was none. */
  public @Nullable String deferral(LiveRun run, String step) {
    RunState.Step known = run.state().steps().get(step);
    return known == null || known.deferral() == null ? null : known.deferral().reason();
  }

  public void settle(
      LiveRun run, String step, StepResult result, @Nullable String reason, Instant now) {
    recorder.record(
        run,
        Run.decide(run.state(), new RunCommand.SettleStep(step, now, result, Tally.EMPTY, reason)));
  }

  /** Adds somebody who waits for the step. */
  private void await(LiveRun run, String step, CompletableFuture<StepAnswer> answer) {
    waiters.computeIfAbsent(new Key(run.id, step), key -> new ArrayList<>()).add(answer);
  }

  /** Tells everyone who waits for the step how it ended. */
  public void answer(LiveRun run, RunEvent.StepSettled settled) {
    List<CompletableFuture<StepAnswer>> waiting = waiters.remove(new Key(run.id, settled.step()));
    if (waiting != null) {
      StepAnswer answer =
          new StepAnswer(
              run.id, settled.step(), settled.result(), settled.tally(), settled.reason(), false);
      waiting.forEach(waiter -> recorder.effect(new Effect.Answer<>(waiter, answer)));
    }
  }

  /** Forgets everyone who waits for a step of the run. */
  public void forget(LiveRun run) {
    waiters.keySet().removeIf(key -> key.run().equals(run.id));
  }

  /** Cancels the run's open steps that are not groups. */
  public void cancel(LiveRun run, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() != StepKind.GROUP) {
        settle(run, step.started().step(), StepResult.CANCELLED, reason, now);
      }
    }
  }

  private record Key(String run, String step) {}
}
