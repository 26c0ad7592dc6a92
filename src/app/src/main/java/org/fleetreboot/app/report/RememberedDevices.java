package org.fleetreboot.app.report;

import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of a run as they were when they were first asked for. Not thread-safe. */
public final class RememberedDevices implements RunDevices {
  private final RunDevices devices;
  private final Map<DeviceFilter, Map<DeviceStatus, Long>> counts = new HashMap<>();
  private final Map<Asked, Page<DeviceView>> pages = new HashMap<>();

  private record Asked(DeviceFilter filter, PageRequest page) {}

  public RememberedDevices(RunDevices devices) {
    this.devices = devices;
  }

  @Override
  public DeviceFilter all() {
    return devices.all();
  }

  @Override
  public Page<DeviceView> page(DeviceFilter filter, PageRequest page) {
    return pages.computeIfAbsent(
        new Asked(filter, page), asked -> devices.page(asked.filter(), asked.page()));
  }

  @Override
  public Map<DeviceStatus, Long> counts(DeviceFilter filter) {
    return counts.computeIfAbsent(filter, devices::counts);
  }
}
