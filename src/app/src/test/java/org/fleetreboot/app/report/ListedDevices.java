package org.fleetreboot.app.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of a run that a test lists. */
public record ListedDevices(List<DeviceView> devices) implements RunDevices {
  @Override
  public DeviceFilter all() {
    return DeviceFilter.ALL;
  }

  @Override
  public Page<DeviceView> page(DeviceFilter filter, PageRequest page) {
    List<DeviceView> shown = devices.stream().filter(filter::shows).toList();
    int from = page.after() == null ? 0 : Integer.parseInt(page.after());
    int to = Math.min(shown.size(), from + page.max());
    return new Page<>(shown.subList(from, to), to < shown.size() ? String.valueOf(to) : null);
  }

  @Override
  public Map<DeviceStatus, Long> counts(DeviceFilter filter) {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    devices.stream()
        .filter(filter::shows)
        .forEach(device -> counts.merge(device.status(), 1L, Long::sum));
    return counts;
  }
}
