package org.fleetreboot.engine.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** One run of the read model. */
final class RunProjection {
  private final String id;
  private final Map<String, StepProjection> steps = new LinkedHashMap<>();
  private RunState state = RunState.INITIAL;
  private @Nullable Instant endedAt;

  RunProjection(String id) {
    this.id = id;
  }

  void apply(RunEvent event) {
    state = Run.evolve(state, event);
    if (event instanceof RunEvent.RunAccepted) {
      // No view shows the message.
      state = state.withoutMessage();
    } else if (event instanceof RunEvent.StepStarted started) {
      step(started.step());
    } else if (event instanceof RunEvent.RunSettled settled) {
      endedAt = settled.at();
    }
  }

  void apply(String step, GroupEvent event) {
    step(step).apply(event);
  }

  void apply(String device, RebootEvent event) {
    step(event.step()).apply(device, event);
  }

  private StepProjection step(String step) {
    return steps.computeIfAbsent(step, StepProjection::new);
  }

  RunView view() {
    RunEvent.RunAccepted accepted = state.accepted();
    if (accepted == null) {
      throw new IllegalStateException("Run " + id + " was never accepted.");
    }
    List<StepView> views =
        steps.values().stream().map(step -> step.view(state.steps().get(step.step()))).toList();
    Tally tally = Tally.EMPTY;
    for (StepView view : views) {
      tally = tally.plus(view.tally());
    }
    return new RunView(
        id,
        accepted.chain(),
        accepted.hub(),
        state.status(),
        accepted.at(),
        endedAt,
        state.reason(),
        accepted.trigger(),
        accepted.by(),
        views,
        tally);
  }

  /** Forgets the devices; returns how many there were. */
  int forgetDevices() {
    int count = devices().size();
    steps.values().forEach(StepProjection::forgetDevices);
    return count;
  }

  List<DeviceView> devices() {
    return steps.values().stream().flatMap(step -> step.devices().stream()).toList();
  }

  static StepKind kind(RunState.@Nullable Step known) {
    return known == null ? StepKind.GROUP : known.started().kind();
  }
}
