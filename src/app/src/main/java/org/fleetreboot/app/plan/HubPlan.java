package org.fleetreboot.app.plan;

import java.time.Duration;
import java.util.List;

/**
 * What a group would do on one hub. Its devices are named as people see them.
 *
 * @param hub its name in the journal
 * @param devices the devices that the group would call
 * @param left its devices that an earlier step of the run calls
 * @param offline those that are not connected
 * @param inFlight how many may be in flight at once
 * @param atLeast the minimum duration
 * @param takes how long it takes if devices come back as they usually do
 */
record HubPlan(
    String hub,
    List<String> devices,
    List<String> left,
    List<String> offline,
    int inFlight,
    Duration atLeast,
    Duration takes) {

  int atOnce() {
    return Math.min(devices.size(), inFlight);
  }
}
