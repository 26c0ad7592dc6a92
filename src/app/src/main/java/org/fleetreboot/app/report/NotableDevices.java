package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of a run that need a remark. */
final class NotableDevices {
  /** If thousands wait for the same reason, the first ones suffice. */
  private static final int WAITING = 20;

  private NotableDevices() {}

  /** A table of devices that are under way or have failed, and of some that are deferred. */
  static void print(List<DeviceView> devices, PrintStream out) {
    List<DeviceView> rows = new ArrayList<>();
    int waiting = 0;
    for (DeviceView device : devices) {
      if (isSilent(device)) {
        continue;
      }
      if (device.status() != DeviceStatus.WAITING || ++waiting <= WAITING) {
        rows.add(device);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("DEVICE", "GROUP", "OUTCOME", "WHY");
    for (DeviceView device : rows) {
      table.row(device.device(), device.step(), device.status().word(), why(device));
    }
    table.print(out);
    if (waiting > WAITING) {
      out.println("and %,d more that wait: --json has them all.".formatted(waiting - WAITING));
    }
  }

  private static String why(DeviceView device) {
    if (device.detail() == null) {
      return "";
    }
    // The reason may have changed since the device's last turn.
    String when = device.status() == DeviceStatus.WAITING ? ", as of " : ", at ";
    return device.at() == null
        ? device.detail()
        : device.detail().replaceFirst("\\.$", "") + when + TimeText.time(device.at());
  }

  /** Confirmed, or waiting for its turn without a remark. */
  private static boolean isSilent(DeviceView device) {
    return device.detail() == null
        && (device.status() == DeviceStatus.CONFIRMED || device.status() == DeviceStatus.WAITING);
  }
}
