package org.fleetreboot.journal.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/** One run of the read model in memory. */
final class RunProjection {
  private final String id;
  private final Map<String, StepProjection> steps = new LinkedHashMap<>();
  private RunFold fold;

  RunProjection(String id, RunEvent.RunAccepted accepted) {
    this.id = id;
    this.fold = RunFold.of(accepted);
  }

  void apply(RunEvent event) {
    fold = fold.apply(event);
    fold.state().steps().keySet().forEach(this::step);
  }

  void apply(String step, GroupEvent event) {
    step(step).apply(event);
  }

  void apply(String device, RecordedEvent recorded, RebootEvent event) {
    step(event.step())
        .apply(
            device, event, new Proof(recorded.id(), recorded.type(), recorded.position().value()));
  }

  String id() {
    return id;
  }

  private StepProjection step(String step) {
    return steps.computeIfAbsent(step, StepProjection::new);
  }

  /**
   * In the order of their start, whichever partition was read first; at the end those of which only
   * the group is known.
   */
  private List<StepProjection> inOrder() {
    Set<String> names = new LinkedHashSet<>(fold.state().steps().keySet());
    names.addAll(steps.keySet());
    return names.stream().map(this::step).toList();
  }

  RunView view() {
    return fold.view(
        id,
        inOrder().stream().map(step -> step.view(fold.state().steps().get(step.step()))).toList());
  }

  /** Its devices, in the order of their groups and turns. */
  List<RunDeviceView> devices() {
    List<RunDeviceView> all = new ArrayList<>();
    for (StepProjection step : inOrder()) {
      for (DeviceView device : step.devices()) {
        all.add(fold.view(id, device, step.proof(device.device())));
      }
    }
    return all;
  }
}
