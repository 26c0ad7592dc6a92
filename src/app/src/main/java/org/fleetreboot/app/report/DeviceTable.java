package org.fleetreboot.app.report;

import java.io.PrintStream;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.PageRequest;

/** Lists devices of a run, page by page. */
public final class DeviceTable {
  private DeviceTable() {}

  /**
   * Prints the devices as they are read, so that a long list begins at once.
   *
   * @param withHub whether to name the hub of each
   */
  public static void print(Iterable<DeviceView> devices, boolean withHub, PrintStream out) {
    Table table =
        new Table(HubColumn.of(withHub, "HUB", "DEVICE", "GROUP", "STATUS", "SINCE", "WHY"));
    int rows = 0;
    for (DeviceView device : devices) {
      table.row(
          HubColumn.of(
              withHub,
              device.hub(),
              device.device(),
              device.step(),
              device.status().word(),
              device.at() == null ? "-" : TimeText.time(device.at()),
              device.detail() == null ? "" : device.detail()));
      if (++rows % PageRequest.MOST == 0) {
        table.print(out);
      }
    }
    table.print(out);
  }
}
