package org.fleetreboot.app.program;

import org.fleetreboot.app.report.FleetRow;
import org.fleetreboot.app.report.RequesterJson;
import org.fleetreboot.app.report.TwinRow;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.jspecify.annotations.Nullable;

/** What the journal, if there is one, says of the last run of each device. */
public final class LastRuns implements AutoCloseable {
  private final @Nullable StoredFleet fleet;

  private LastRuns(@Nullable StoredFleet fleet) {
    this.fleet = fleet;
  }

  /** Opens the journal of the settings. */
  public static LastRuns of(Settings settings, ProcessEnvironment environment) {
    boolean isThere = JournalLocation.of(settings, environment).isThere();
    return new LastRuns(isThere ? StoredFleet.open(settings, environment) : null);
  }

  /**
   * Null if no run has named the device.
   *
   * @param hub its name in the journal
   */
  public FleetRow.@Nullable LastRun of(String hub, TwinRow twin) {
    if (fleet == null) {
      return null;
    }
    DeviceFilter ofDevice = DeviceFilter.ofDevice(twin.device()).onHub(hub);
    return fleet.view().history(ofDevice, PageRequest.first(1)).items().stream()
        .findFirst()
        .map(LastRuns::last)
        .orElse(null);
  }

  private static FleetRow.LastRun last(RunDeviceView row) {
    return new FleetRow.LastRun(
        row.run(),
        row.device().step(),
        RequesterJson.of(row.by()),
        row.device().status().word(),
        row.device().at());
  }

  @Override
  public void close() {
    if (fleet != null) {
      fleet.close();
    }
  }
}
