package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.poll.StabilityChecks;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent.StepStarted;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps that wait between groups. The time counts from their first start, across restarts. */
public final class Soaks {
  /** More names would make the reason of a step too long to read. */
  private static final int NAMED = 5;

  private final OpenSteps steps;
  private final DueTimes<Timer> timers;
  private final StabilityChecks stabilityChecks;

  public Soaks(OpenSteps steps, DueTimes<Timer> timers, StabilityChecks stabilityChecks) {
    this.steps = steps;
    this.timers = timers;
    this.stabilityChecks = stabilityChecks;
  }

  /** The chain has reached the step, which may have started before a restart. */
  void begin(LiveRun run, StepRequest.OfSoak request, Instant now) {
    String step = request.step();
    Instant end = now.plus(request.duration());
    StepStarted started =
        steps.begin(
            run,
            new RunCommand.StartStep(step, now, StepKind.SOAK, end, request.maxUnstable()),
            request.answer());
    timers.add(
        started.until() == null ? now : started.until(),
        run.inThisPass(later -> passed(run, step, started.maxUnstable(), later)));
  }

  private void passed(LiveRun run, String step, @Nullable Limit maxUnstable, Instant now) {
    if (maxUnstable == null || !steps.isOpen(run, step)) {
      steps.settle(run, step, StepResult.SUCCEEDED, null, now);
    } else {
      stabilityChecks.begin(run, step);
    }
  }

  /** The devices were polled once more. A result for an earlier pass of the chain is ignored. */
  void checked(Fact.StabilityChecked fact, Instant now) {
    LiveRun run = fact.run();
    RunState.Step step = run.state().steps().get(fact.step());
    Limit maxUnstable = step == null ? null : step.started().maxUnstable();
    if (maxUnstable == null || run.pass() != fact.pass() || !steps.isOpen(run, fact.step())) {
      return;
    }
    boolean broken =
        maxUnstable.isBrokenBy(
            fact.unstable().size(), fact.devices(), fact.devices(), StopRule.DEFAULT.minSample());
    steps.settle(
        run,
        fact.step(),
        broken ? StepResult.FAILED : StepResult.SUCCEEDED,
        report(fact, maxUnstable),
        now);
  }

  /** The unstable devices, in words; null if there are none. */
  private static @Nullable String report(Fact.StabilityChecked fact, Limit maxUnstable) {
    List<String> unstable = fact.unstable();
    if (unstable.isEmpty()) {
      return null;
    }
    String named = String.join("; ", unstable.subList(0, Math.min(NAMED, unstable.size())));
    return "maxUnstable %s: %d of %d (%s%s)"
        .formatted(
            maxUnstable,
            unstable.size(),
            fact.devices(),
            named,
            unstable.size() > NAMED ? "; ..." : "");
  }
}
