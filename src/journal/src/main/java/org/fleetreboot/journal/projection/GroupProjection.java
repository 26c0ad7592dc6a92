package org.fleetreboot.journal.projection;

import java.util.List;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.jspecify.annotations.Nullable;

/** One group of the read model in memory, with its devices. */
public final class GroupProjection {
  private final String step;
  private final String hub;
  private final GroupDevices devices;
  private GroupFold fold = GroupFold.INITIAL;

  public GroupProjection(String step, String hub) {
    this.step = step;
    this.hub = hub;
    this.devices = new GroupDevices(step, hub);
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

  RunGroup group() {
    return new RunGroup(step, hub, fold);
  }

  public List<DeviceView> devices() {
    return devices.all();
  }

  @Nullable Proof proof(String device) {
    return devices.proof(device);
  }
}
