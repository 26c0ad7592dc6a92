package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.SteadyTime;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * How long steps wait for a person or a check. The time stands still while the run is paused or all
 * calls are stopped, and moving the clock does not change it.
 */
public final class StepTimeouts {
  private final EventRecorder recorder;
  private final OpenSteps steps;
  private final DueTimes<Timer> timers;
  private final SteadyTime steady;

  /** Timers that wait until their run continues. */
  private final Map<LiveRun, List<Timer>> resting = new HashMap<>();

  public StepTimeouts(
      EventRecorder recorder, OpenSteps steps, DueTimes<Timer> timers, SteadyTime steady) {
    this.recorder = recorder;
    this.steps = steps;
    this.timers = timers;
    this.steady = steady;
  }

  /** A pause, or the stop of all calls, may be over. */
  public void on(Fact fact, Instant now) {
    if (fact instanceof Fact.OfRun ofRun) {
      resume(ofRun.run(), now);
    } else if (fact instanceof Fact.OfFleet) {
      List.copyOf(resting.keySet()).forEach(run -> resume(run, now));
    }
  }

  private void resume(LiveRun run, Instant now) {
    List<Timer> waiting = run.rests() ? null : resting.remove(run);
    if (waiting != null) {
      waiting.forEach(timer -> timer.fire(now));
    }
  }

  /** Tells {@link Fact.StepTimedOut} when the timeout has passed and the step is still open. */
  void watch(LiveRun run, String step, Instant now) {
    Instant end = end(run, step, now);
    if (end != null) {
      timers.add(end, run.inThisPass(later -> fire(run, step, later)));
    }
  }

  private void fire(LiveRun run, String step, Instant now) {
    if (!steps.isOpen(run, step)) {
      return;
    }
    Instant end = end(run, step, now);
    if (run.rests()) {
      resting
          .computeIfAbsent(run, key -> new ArrayList<>())
          .add(run.inThisPass(later -> watch(run, step, later)));
    } else if (end != null && end.isAfter(now)) {
      watch(run, step, now);
    } else {
      recorder.tell(new Fact.StepTimedOut(run, step));
    }
  }

  /**
   * When a step must act to do so this long before its timeout; null if it has none, or the run is
   * at rest.
   */
  @Nullable Instant beforeEnd(Duration time, LiveRun run, String step, Instant now) {
    Instant until = until(run, step, now);
    return until == null || run.rests() ? null : until.minus(time);
  }

  /** When the timeout ends. After a restart a check is asked once more, and a person is not. */
  private @Nullable Instant end(LiveRun run, String step, Instant now) {
    Instant until = until(run, step, now);
    RunState.Step known = run.state().steps().get(step);
    Instant began = run.began(step);
    if (until == null || known == null || began == null) {
      return until;
    }
    Instant told = known.started().until();
    return told != null && known.started().kind() == StepKind.CHECK
        ? steady.extendedEnd(began, Duration.between(known.started().at(), told), until)
        : until;
  }

  /**
   * When the timeout ends, by the current clock and later by the time that did not count; null if
   * there is none.
   */
  private static @Nullable Instant until(LiveRun run, String step, Instant now) {
    RunState.Step known = run.state().steps().get(step);
    Instant until = known == null ? null : known.started().until();
    return until == null ? null : until.plus(run.clockMoved(step)).plus(run.stopped(step, now));
  }
}
