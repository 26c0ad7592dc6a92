package org.fleetreboot.journal.projection;

import java.util.List;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/** One step of the read model in memory, with its devices. */
public final class StepProjection {
  private final String step;
  private final StepDevices devices;
  private StepFold fold = StepFold.INITIAL;

  public StepProjection(String step) {
    this.step = step;
    this.devices = new StepDevices(step);
  }

  public String step() {
    return step;
  }

  public void apply(GroupEvent event) {
    fold = fold.apply(event);
    if (event instanceof GroupEvent.TargetsAdded added) {
      devices.join(added.devices());
    }
  }

  public void apply(String device, RebootEvent event) {
    apply(device, event, null);
  }

  void apply(String device, RebootEvent event, @Nullable Proof proof) {
    fold = fold.apply(event);
    devices.apply(device, event, proof);
  }

  public StepView view(RunState.@Nullable Step known) {
    return fold.view(step, known);
  }

  public List<DeviceView> devices() {
    return devices.all();
  }

  @Nullable Proof proof(String device) {
    return devices.proof(device);
  }
}
