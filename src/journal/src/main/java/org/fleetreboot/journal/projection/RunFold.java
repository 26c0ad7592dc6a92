package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a run say about it; its groups and devices are kept elsewhere.
 *
 * @param state without the message that started it, which no view shows
 * @param endedAt null while it is open
 */
public record RunFold(RunState state, @Nullable Instant endedAt) {
  private static final SortedMap<String, GroupView> NO_GROUPS =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  /** A run that has just been accepted. */
  public static RunFold of(RunAccepted event) {
    return new RunFold(Run.evolve(RunState.INITIAL, event).withoutMessage(), null);
  }

  /** After another event of the run. */
  public RunFold apply(RunEvent event) {
    RunState next = Run.evolve(state, event);
    if (event instanceof RunAccepted) {
      next = next.withoutMessage();
    }
    return new RunFold(next, event instanceof RunEvent.RunSettled settled ? settled.at() : endedAt);
  }

  /** How it began. */
  public RunAccepted accepted() {
    RunAccepted accepted = state.accepted();
    if (accepted == null) {
      throw new IllegalStateException("A run was never accepted.");
    }
    return accepted;
  }

  /** Without its steps, which a table keeps in rows of their own. */
  public RunFold withoutSteps() {
    return with(Map.of());
  }

  /** With those steps, in the order of their start. */
  public RunFold with(Map<String, RunState.Step> steps) {
    return new RunFold(
        new RunState(
            state.accepted(),
            steps,
            state.pause(),
            state.pausedAt(),
            state.cancelled(),
            state.forced(),
            state.reason(),
            state.outcome()),
        endedAt);
  }

  /**
   * The run, as people see it.
   *
   * @param groups its groups so far, in any order
   */
  public RunView view(String run, List<RunGroup> groups) {
    List<StepView> steps = steps(groups);
    Tally tally = Tally.EMPTY;
    Set<String> hubs = new LinkedHashSet<>();
    for (StepView step : steps) {
      tally = tally.plus(step.tally());
      hubs.addAll(step.hubs());
    }
    return new RunView(
        run,
        accepted().chain(),
        List.copyOf(hubs),
        state.status(),
        accepted().at(),
        endedAt,
        state.reason(),
        accepted().trigger(),
        accepted().by(),
        steps,
        tally);
  }

  private List<StepView> steps(List<RunGroup> groups) {
    Map<String, SortedMap<String, GroupView>> byStep = new HashMap<>();
    for (RunGroup group : groups) {
      byStep
          .computeIfAbsent(group.step(), step -> new TreeMap<>())
          .put(group.hub(), group.fold().view(group.hub()));
    }
    return inOrder(byStep.keySet()).stream()
        .map(
            step ->
                new ComposedStep(
                        step,
                        state.steps().get(step),
                        List.copyOf(byStep.getOrDefault(step, NO_GROUPS).values()))
                    .view())
        .toList();
  }

  /**
   * The names of all its steps in the order of their start; at the end those of which only a group
   * is known, by name.
   *
   * @param ofGroups the steps that have a group
   */
  Set<String> inOrder(Collection<String> ofGroups) {
    Set<String> names = new LinkedHashSet<>(state.steps().keySet());
    names.addAll(new TreeSet<>(ofGroups));
    return names;
  }

  /** One of its devices, as the history shows it. */
  public RunDeviceView view(String run, DeviceView device, RunDeviceView.@Nullable Proof proof) {
    return new RunDeviceView(
        run, accepted().chain(), accepted().by(), accepted().trigger(), device, proof);
  }
}
