package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
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

  /** The last event of each device in it. */
  private final Map<DeviceInStep, Proof> proofs = new HashMap<>();

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

  void apply(String device, RecordedEvent recorded, RebootEvent event) {
    step(event.step()).apply(device, event);
    proofs.put(
        new DeviceInStep(event.step(), device),
        new Proof(recorded.id(), recorded.type(), recorded.position().value()));
  }

  String id() {
    return id;
  }

  private StepProjection step(String step) {
    return steps.computeIfAbsent(step, StepProjection::new);
  }

  private RunEvent.RunAccepted accepted() {
    RunEvent.RunAccepted accepted = state.accepted();
    if (accepted == null) {
      throw new IllegalStateException("Run " + id + " was never accepted.");
    }
    return accepted;
  }

  RunView view() {
    RunEvent.RunAccepted accepted = accepted();
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

  /** Its devices, in the order of their groups and turns. */
  List<RunDeviceView> devices() {
    RunEvent.RunAccepted accepted = accepted();
    return steps.values().stream()
        .flatMap(step -> step.devices().stream())
        .map(
            device ->
                new RunDeviceView(
                    id,
                    accepted.chain(),
                    accepted.hub(),
                    accepted.by(),
                    accepted.trigger(),
                    device,
                    proofs.get(new DeviceInStep(device.step(), device.device()))))
        .toList();
  }

  static StepKind kind(RunState.@Nullable Step known) {
    return known == null ? StepKind.GROUP : known.started().kind();
  }

  private record DeviceInStep(String step, String device) {}
}
