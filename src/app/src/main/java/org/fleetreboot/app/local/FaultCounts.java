package org.fleetreboot.app.local;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;

/**
 * How many devices misbehave. Each misbehaves in one way, and they are the last devices of the
 * list.
 *
 * @param offline never connect
 * @param losingAnswer reboot, but lose their answer
 * @param neverReturning accept the call, and never return
 * @param rejecting answer with status 409, and do not reboot
 */
public record FaultCounts(int offline, int losingAnswer, int neverReturning, int rejecting) {
  private static final int BUSY = 409;

  /** The same devices, some of them with a fault. */
  public List<DeviceSpec> among(List<DeviceSpec> devices) {
    List<DeviceBehavior> faults = new ArrayList<>();
    add(faults, offline, new DeviceBehavior.StaysOffline());
    add(faults, losingAnswer, new DeviceBehavior.LosesAnswer());
    add(faults, neverReturning, new DeviceBehavior.NeverReturns());
    add(faults, rejecting, new DeviceBehavior.Rejects(BUSY));
    if (faults.size() > devices.size()) {
      throw ProgramFailure.setup(
          "%d devices are told to misbehave, but there are only %d; give more devices."
              .formatted(faults.size(), devices.size()));
    }
    List<DeviceSpec> specs = new ArrayList<>(devices);
    for (int i = 0; i < faults.size(); i++) {
      int at = specs.size() - 1 - i;
      specs.set(at, specs.get(at).behaving(faults.get(i)));
    }
    return specs;
  }

  private static void add(List<DeviceBehavior> faults, int count, DeviceBehavior behavior) {
    for (int i = 0; i < count; i++) {
      faults.add(behavior);
    }
  }
}
