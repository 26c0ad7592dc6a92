package org.fleetreboot.app.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run and the hub's health.
 *
 * @param devices read when they are shown
 * @param settled the devices that have settled since the snapshot before
 * @param stops of calls to the devices of its hubs
 * @param hub the trouble of one of its hubs that has any
 * @param headroom how fast its hubs may be asked; null if that is unknown
 */
public record Snapshot(
    RunView run,
    RunDevices devices,
    List<DeviceView> settled,
    List<StopView> stops,
    HubHealth hub,
    @Nullable HubHeadroom headroom,
    Instant now) {
  private static final Set<DeviceStatus> CALLED =
      Set.of(DeviceStatus.CALLING, DeviceStatus.AWAITING);
  private static final Set<DeviceStatus> TO_CALL =
      Set.of(DeviceStatus.WAITING, DeviceStatus.RETRYING);

  /** The state of a run that nobody follows; empty if there is none with that id. */
  public static Optional<Snapshot> of(FleetView fleet, String id, HubStates hubs, Instant now) {
    RunView run = fleet.run(id);
    return run == null
        ? Optional.empty()
        : Optional.of(
            new Snapshot(
                run,
                RunDevices.of(fleet, id),
                List.of(),
                fleet.stops(run),
                hubs.health(run.hubs()),
                hubs.headroom(run.hubs()),
                now));
  }

  /** The same, with the devices that have settled since the snapshot before. */
  public Snapshot withSettled(List<DeviceView> since) {
    return new Snapshot(run, devices, since, stops, hub, headroom, now);
  }

  /** The same, with another way to read its devices. */
  public Snapshot withDevices(RunDevices read) {
    return new Snapshot(run, read, settled, stops, hub, headroom, now);
  }

  /** The same at another time, with the state of its hubs then. */
  public Snapshot at(Instant time, HubStates hubs) {
    return new Snapshot(
        run, devices, settled, stops, hubs.health(run.hubs()), hubs.headroom(run.hubs()), time);
  }

  public boolean isSettled() {
    return !run.status().isOpen();
  }

  /** Whether anything but the time differs, as far as that is known without reading devices. */
  public boolean differsFrom(Snapshot other) {
    return devices != other.devices
        || !run.equals(other.run)
        || !stops.equals(other.stops)
        || !hub.equals(other.hub);
  }

  /** Paused or stopped. */
  public boolean isHeld() {
    return run.status() == RunStatus.PAUSED || !stops.isEmpty();
  }

  /** Paused or stopped, and no outcome will come by itself. */
  public boolean isAtRest() {
    if (!isHeld()) {
      return false;
    }
    boolean isPaused = run.status() == RunStatus.PAUSED;
    Map<DeviceStatus, Long> counts = devices.counts(devices.all());
    return (isPaused || has(counts, TO_CALL)) && !has(counts, CALLED);
  }

  /** Whether one of its steps waits for an approval. */
  public boolean needsApproval() {
    return run.steps().stream().anyMatch(step -> step.approval() != null);
  }

  /** Whether it waits for nothing but an approval. */
  public boolean waitsForApproval() {
    if (!needsApproval()) {
      return false;
    }
    Map<DeviceStatus, Long> counts = devices.counts(devices.all());
    return !has(counts, TO_CALL) && !has(counts, CALLED);
  }

  private static boolean has(Map<DeviceStatus, Long> counts, Set<DeviceStatus> any) {
    return any.stream().anyMatch(status -> counts.getOrDefault(status, 0L) > 0);
  }

  /** How many devices its groups have. */
  public int targets() {
    return run.steps().stream().mapToInt(StepView::targets).sum();
  }
}
