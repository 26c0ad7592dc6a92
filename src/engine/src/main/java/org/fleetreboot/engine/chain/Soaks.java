package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Collection<HubWork> hubs;

  /** What the checks under way have found so far, hub by hub. */
  private final Map<LiveRun, Map<String, List<Fact.StabilityChecked>>> found = new HashMap<>();

  public Soaks(OpenSteps steps, DueTimes<Timer> timers, Collection<HubWork> hubs) {
    this.steps = steps;
    this.timers = timers;
    this.hubs = hubs;
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
      found.computeIfAbsent(run, key -> new HashMap<>()).put(step, new ArrayList<>());
      hubs.forEach(work -> work.stabilityChecks().begin(run, step));
    }
  }

  /**
   * The devices of one hub were polled once more. The step ends once those of all hubs were. A
   * result for an earlier pass of the chain is ignored.
   */
  void checked(Fact.StabilityChecked fact, Instant now) {
    LiveRun run = fact.run();
    String name = fact.step();
    RunState.Step step = run.state().steps().get(name);
    Limit maxUnstable = step == null ? null : step.started().maxUnstable();
    if (maxUnstable == null || run.pass() != fact.pass() || !steps.isOpen(run, name)) {
      return;
    }
    List<Fact.StabilityChecked> sofar = found.getOrDefault(run, Map.of()).get(name);
    if (sofar == null) {
      return;
    }
    sofar.add(fact);
    if (sofar.size() == hubs.size()) {
      found.computeIfPresent(
          run, (key, open) -> open.remove(name) != null && open.isEmpty() ? null : open);
      settle(run, name, maxUnstable, sofar, now);
    }
  }

  private void settle(
      LiveRun run, String step, Limit maxUnstable, List<Fact.StabilityChecked> all, Instant now) {
    int devices = all.stream().mapToInt(Fact.StabilityChecked::devices).sum();
    List<String> unstable = all.stream().flatMap(fact -> fact.unstable().stream()).toList();
    boolean broken =
        maxUnstable.isBrokenBy(unstable.size(), devices, devices, StopRule.DEFAULT.minSample());
    steps.settle(
        run,
        step,
        broken ? StepResult.FAILED : StepResult.SUCCEEDED,
        report(unstable, devices, maxUnstable),
        now);
  }

  /** The unstable devices, in words; null if there are none. */
  private static @Nullable String report(List<String> unstable, int devices, Limit maxUnstable) {
    if (unstable.isEmpty()) {
      return null;
    }
    String named = String.join("; ", unstable.subList(0, Math.min(NAMED, unstable.size())));
    return "maxUnstable %s: %d of %d (%s%s)"
        .formatted(
            maxUnstable, unstable.size(), devices, named, unstable.size() > NAMED ? "; ..." : "");
  }
}
