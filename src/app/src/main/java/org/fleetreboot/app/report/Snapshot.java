package org.fleetreboot.app.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;

/**
 * The state of a run with its devices and the hub's health.
 *
 * @param stops of calls to the devices of its hub
 */
public record Snapshot(
    RunView run, List<DeviceView> devices, List<StopView> stops, HubHealth hub, Instant now) {
  /** The state of a run; empty if there is none with that id. */
  public static Optional<Snapshot> of(FleetView fleet, String id, HubHealth hub, Instant now) {
    RunView run = fleet.run(id);
    return run == null
        ? Optional.empty()
        : Optional.of(new Snapshot(run, fleet.devices(id), fleet.stops(run.hub()), hub, now));
  }

  public boolean isSettled() {
    return !run.status().isOpen();
  }

  /** Paused or stopped, and no outcome will come by itself. */
  public boolean isAtRest() {
    boolean isStopped = !stops.isEmpty() && has(DeviceStatus.WAITING, DeviceStatus.RETRYING);
    return (run.status() == RunStatus.PAUSED || isStopped)
        && !has(DeviceStatus.CALLING, DeviceStatus.AWAITING);
  }

  private boolean has(DeviceStatus... any) {
    return devices.stream().anyMatch(device -> List.of(any).contains(device.status()));
  }

  List<DeviceView> devicesOf(StepView step) {
    return devices.stream().filter(device -> device.step().equals(step.step())).toList();
  }
}
