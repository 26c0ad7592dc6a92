package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.workflow.Limit;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunEvent.StepStarted;
import org.fleetreboot.workflow.StepKind;
import org.fleetreboot.workflow.StepResult;
import org.jspecify.annotations.Nullable;

/** The rests between groups: counted from their first start, over all lives of the program. */
final class Soaks {
  private final WaitingSteps steps;
  private final DueTimes<Timer> timers;
  private final Inspections inspections;

  Soaks(WaitingSteps steps, DueTimes<Timer> timers, Inspections inspections) {
    this.steps = steps;
    this.timers = timers;
    this.inspections = inspections;
  }

  /** The chain has come to the step, which may have started in an earlier life. */
  void reach(
      RunSlot run,
      String step,
      Duration duration,
      @Nullable Limit maxUnstable,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    StepStarted started =
        steps.begin(
            run,
            new RunCommand.StartStep(step, now, StepKind.SOAK, now.plus(duration), maxUnstable),
            answer);
    timers.add(
        started.until() == null ? now : started.until(),
        run.inThisPass(later -> passed(run, step, started.maxUnstable(), later)));
  }

  private void passed(RunSlot run, String step, @Nullable Limit maxUnstable, Instant now) {
    if (maxUnstable == null || !steps.isOpen(run, step)) {
      steps.settle(run, step, StepResult.SUCCEEDED, null, now);
    } else {
      int pass = run.pass();
      inspections.begin(
          run,
          step,
          now,
          (inspection, later) -> {
            if (run.pass() == pass && steps.isOpen(run, step)) {
              steps.settle(
                  run,
                  step,
                  inspection.breaks(maxUnstable) ? StepResult.FAILED : StepResult.SUCCEEDED,
                  inspection.report(maxUnstable),
                  later);
            }
          });
    }
  }
}
