package org.fleetreboot.engine;

import java.time.Instant;
import java.util.function.Consumer;
import org.fleetreboot.workflow.RunState;
import org.jspecify.annotations.Nullable;

/**
 * How long steps wait for a person or a check. It does not run while their run is paused, and is as
 * long as before when the clock is moved.
 */
final class Patience {
  private final WaitingSteps steps;
  private final DueTimes<Timer> timers;

  Patience(WaitingSteps steps, DueTimes<Timer> timers) {
    this.steps = steps;
    this.timers = timers;
  }

  /**
   * Waits for the end of the step's patience.
   *
   * @param onEnd told when it has ended, unless the step is settled by then
   */
  void watch(RunSlot run, String step, Consumer<Instant> onEnd) {
    Instant end = end(run, step);
    if (end != null) {
      timers.add(
          end.plus(run.clockMoved(step)), run.inThisPass(now -> ring(run, step, onEnd, now)));
    }
  }

  private void ring(RunSlot run, String step, Consumer<Instant> onEnd, Instant now) {
    if (!steps.isOpen(run, step)) {
      return;
    }
    if (run.state().paused()) {
      run.uponResume.add(() -> watch(run, step, onEnd));
    } else if (hasEnded(run, step, now)) {
      onEnd.accept(now);
    } else {
      watch(run, step, onEnd);
    }
  }

  boolean hasEnded(RunSlot run, String step, Instant now) {
    Instant end = end(run, step);
    return end != null && !run.state().paused() && !now.isBefore(end.plus(run.clockMoved(step)));
  }

  private static @Nullable Instant end(RunSlot run, String step) {
    RunState.Step known = run.state().steps().get(step);
    return known == null ? null : known.started().until();
  }
}
