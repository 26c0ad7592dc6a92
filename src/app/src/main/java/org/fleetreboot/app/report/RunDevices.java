package org.fleetreboot.app.report;

import java.util.List;
import java.util.Map;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of one run, of which only those are read that somebody is shown. */
public interface RunDevices {
  /** The devices of that run, as they are when they are asked for. */
  static RunDevices of(FleetView fleet, String run) {
    return new RunDevices() {
      @Override
      public DeviceFilter all() {
        return DeviceFilter.ofRun(run);
      }

      @Override
      public Page<DeviceView> page(DeviceFilter filter, PageRequest page) {
        return fleet.devices(filter, page);
      }

      @Override
      public Map<DeviceStatus, Long> counts(DeviceFilter filter) {
        return fleet.counts(filter);
      }
    };
  }

  /** Shows all of them; the filters of the other methods narrow it. */
  DeviceFilter all();

  /** The devices that the filter shows, in the order of their groups and turns. */
  Page<DeviceView> page(DeviceFilter filter, PageRequest page);

  /** How many devices the filter shows, by status; a status of no device is left out. */
  Map<DeviceStatus, Long> counts(DeviceFilter filter);

  /** How many devices the filter shows. */
  default long count(DeviceFilter filter) {
    return counts(filter).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first devices that the filter shows, at most that many. */
  default List<DeviceView> first(DeviceFilter filter, int most) {
    return most < 1 ? List.of() : new Pages<>(page -> page(filter, page), most).stream().toList();
  }
}
