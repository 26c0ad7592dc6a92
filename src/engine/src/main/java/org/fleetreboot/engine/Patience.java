package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * How long steps wait for a person or a check. It does not run while their run is paused, and is as
 * long as before when the clock is moved.
 */
final class Patience {
  private final WaitingSteps steps;
  private final DueTimes<Timer> timers;
  private final SteadyTime steady;

  Patience(WaitingSteps steps, DueTimes<Timer> timers, SteadyTime steady) {
    this.steps = steps;
    this.timers = timers;
    this.steady = steady;
  }

  /**
   * Waits for the end of the step's patience.
   *
   * @param onEnd told when it has ended, unless the step is settled by then
   */
  void watch(RunSlot run, String step, Consumer<Instant> onEnd) {
    Instant end = end(run, step);
    if (end != null) {
      timers.add(end, run.inThisPass(now -> ring(run, step, onEnd, now)));
    }
  }

  private void ring(RunSlot run, String step, Consumer<Instant> onEnd, Instant now) {
    if (!steps.isOpen(run, step)) {
      return;
    }
    Instant end = end(run, step);
    if (run.state().paused()) {
      run.uponResume.add(() -> watch(run, step, onEnd));
    } else if (end != null && end.isAfter(now)) {
      watch(run, step, onEnd);
    } else {
      onEnd.accept(now);
    }
  }

  /** Whether it is over by then, whatever the time that nobody was there. */
  boolean hasEnded(RunSlot run, String step, Instant at) {
    RunState.Step known = run.state().steps().get(step);
    Instant until = known == null ? null : known.started().until();
    return until != null && !run.state().paused() && !at.isBefore(until.plus(run.clockMoved(step)));
  }

  /** By the clock of now; a check is asked once more after the start, and a person is not. */
  private @Nullable Instant end(RunSlot run, String step) {
    RunState.Step known = run.state().steps().get(step);
    Instant until = known == null ? null : known.started().until();
    if (known == null || until == null) {
      return null;
    }
    Instant end = until.plus(run.clockMoved(step));
    Instant began = known.started().at();
    return known.started().kind() == StepKind.CHECK
        ? steady.onceMore(began, Duration.between(began, until), end)
        : end;
  }
}
