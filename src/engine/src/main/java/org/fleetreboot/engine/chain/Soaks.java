package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.poll.StabilityChecks;
import org.fleetreboot.engine.state.ChainPass;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent.StepStarted;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The rests between groups: counted from their first start, over all lives of the program. */
public final class Soaks {
  private final OpenSteps steps;
  private final DueTimes<Timer> timers;
  private final StabilityChecks stabilityChecks;

  public Soaks(OpenSteps steps, DueTimes<Timer> timers, StabilityChecks stabilityChecks) {
    this.steps = steps;
    this.timers = timers;
    this.stabilityChecks = stabilityChecks;
  }

  /** The chain has come to the step, which may have started in an earlier life. */
  public void reach(
      LiveRun run,
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

  private void passed(LiveRun run, String step, @Nullable Limit maxUnstable, Instant now) {
    if (maxUnstable == null || !steps.isOpen(run, step)) {
      steps.settle(run, step, StepResult.SUCCEEDED, null, now);
    } else {
      ChainPass pass = run.pass();
      stabilityChecks.begin(
          run,
          step,
          now,
          (stabilityCheck, later) -> {
            if (run.pass() == pass && steps.isOpen(run, step)) {
              steps.settle(
                  run,
                  step,
                  stabilityCheck.breaks(maxUnstable) ? StepResult.FAILED : StepResult.SUCCEEDED,
                  stabilityCheck.report(maxUnstable),
                  later);
            }
          });
    }
  }
}
