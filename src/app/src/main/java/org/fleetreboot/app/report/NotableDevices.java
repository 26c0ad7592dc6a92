package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of a run that need a remark, as many as fit on a screen. */
final class NotableDevices {
  /** If thousands have failed or wait for the same reason, the first ones suffice. */
  private static final int SHOWN = 20;

  /** Devices in these states need a remark only if there is something to say. */
  private static final Set<DeviceStatus> SILENT =
      EnumSet.of(DeviceStatus.CONFIRMED, DeviceStatus.WAITING);

  private NotableDevices() {}

  /**
   * A table of the first devices that are under way or have failed, and of some that are deferred.
   *
   * @param withHub whether to name the hub of each
   * @param more how to see those that are not shown
   */
  static void print(RunDevices devices, boolean withHub, String more, PrintStream out) {
    List<DeviceFilter> filters =
        List.of(
            devices.all().in(EnumSet.complementOf(EnumSet.copyOf(SILENT))),
            devices.all().in(Set.of(DeviceStatus.CONFIRMED)).because(""),
            devices.all().in(Set.of(DeviceStatus.WAITING)).because(""));
    List<DeviceView> rows = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (DeviceFilter filter : filters) {
      List<DeviceView> some = devices.first(filter, SHOWN);
      rows.addAll(some);
      long others = some.size() < SHOWN ? 0 : devices.count(filter) - some.size();
      if (others > 0) {
        left.add("%,d more that %s".formatted(others, what(filter)));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table(HubColumn.of(withHub, "HUB", "DEVICE", "GROUP", "OUTCOME", "WHY"));
    for (DeviceView device : rows) {
      table.row(
          HubColumn.of(
              withHub,
              device.hub(),
              device.device(),
              device.step(),
              device.status().word(),
              why(device)));
    }
    table.print(out);
    if (!left.isEmpty()) {
      out.println("and %s: %s".formatted(String.join(", ", left), more));
    }
  }

  private static String what(DeviceFilter filter) {
    if (filter.statuses().contains(DeviceStatus.WAITING)) {
      return "wait";
    }
    return filter.statuses().contains(DeviceStatus.CONFIRMED)
        ? "are confirmed with a remark"
        : "are under way or have failed";
  }

  /** The remark about a device, with the time when it was made. */
  static String why(DeviceView device) {
    if (device.detail() == null) {
      return "";
    }
    // The reason may have changed since the device's last turn.
    String when = device.status() == DeviceStatus.WAITING ? ", as of " : ", at ";
    return device.at() == null
        ? device.detail()
        : device.detail().replaceFirst("\\.$", "") + when + TimeText.time(device.at());
  }
}
