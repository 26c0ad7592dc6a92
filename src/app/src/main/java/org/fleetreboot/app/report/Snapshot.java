package org.fleetreboot.app.report;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.DeviceView;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.engine.StepView;

/** A run at one moment, with its devices and the hub's health. */
public record Snapshot(RunView run, List<DeviceView> devices, HubHealth hub, Instant now) {
  private static final List<String> ENDED = List.of("completed", "failed", "cancelled", "skipped");
  private static final List<String> UNDER_WAY = List.of("calling", "awaiting");

  public boolean isSettled() {
    return ENDED.contains(run.status());
  }

  /** Paused, and no device is left whose outcome comes by itself. */
  public boolean isAtRest() {
    return run.status().equals("paused")
        && devices.stream().noneMatch(device -> UNDER_WAY.contains(device.status()));
  }

  List<DeviceView> devicesOf(StepView step) {
    return devices.stream().filter(device -> device.step().equals(step.step())).toList();
  }
}
