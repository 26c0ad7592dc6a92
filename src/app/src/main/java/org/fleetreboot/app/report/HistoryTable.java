package org.fleetreboot.app.report;

import java.io.PrintStream;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;

/** Lists how devices ended in many runs. */
public final class HistoryTable {
  private HistoryTable() {}

  /** Prints the devices as they are read, so that a long list begins at once. */
  public static void print(Iterable<RunDeviceView> devices, PrintStream out) {
    Table table = new Table("TIME", "DEVICE", "OUTCOME", "RUN", "STEP", "BY", "TRIGGER", "PROOF");
    int rows = 0;
    for (RunDeviceView seen : devices) {
      DeviceView device = seen.device();
      table.row(
          device.at() == null ? "-" : TimeText.time(device.at()),
          device.device(),
          device.status().word(),
          seen.run(),
          device.step(),
          seen.by().text(),
          seen.trigger().text(),
          proof(seen));
      if (++rows % PageRequest.MOST == 0) {
        table.print(out);
      }
    }
    table.print(out);
  }

  private static String proof(RunDeviceView seen) {
    RunDeviceView.Proof proof = seen.proof();
    return proof == null
        ? "-"
        : "%s %s:%d"
            .formatted(proof.event(), StreamId.partitionOf(seen.device().hub()), proof.position());
  }
}
