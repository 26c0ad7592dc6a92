package org.fleetreboot.app.report;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.DeviceView;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.engine.StepView;
import org.fleetreboot.workflow.DeviceStatus;
import org.fleetreboot.workflow.RunStatus;

/** A run at one moment, with its devices and the hub's health. */
public record Snapshot(RunView run, List<DeviceView> devices, HubHealth hub, Instant now) {
  public boolean isSettled() {
    return !run.status().isOpen();
  }

  /** Paused, and no device is left whose outcome comes by itself. */
  public boolean isAtRest() {
    return run.status() == RunStatus.PAUSED
        && devices.stream()
            .noneMatch(
                device ->
                    device.status() == DeviceStatus.CALLING
                        || device.status() == DeviceStatus.AWAITING);
  }

  List<DeviceView> devicesOf(StepView step) {
    return devices.stream().filter(device -> device.step().equals(step.step())).toList();
  }
}
