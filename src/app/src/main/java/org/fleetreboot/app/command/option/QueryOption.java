package org.fleetreboot.app.command.option;

import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.reboot.targets.DeviceQuery;

/** The option {@code --query} of the commands. */
public final class QueryOption {
  private QueryOption() {}

  /**
   * Validates the query before the hub is asked.
   *
   * @throws ProgramFailure if its rows could be anything but devices
   */
  public static DeviceQuery read(String written) {
    try {
      return DeviceQuery.of(written);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup("--query: " + e.getMessage(), e);
    }
  }
}
