package org.fleetreboot.devicesim.hub.parity.job;

import java.util.List;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Finds the devices of a job. */
@FunctionalInterface
public interface JobTargets {
  /**
   * The devices whose twins match a condition. May take as long as a query.
   *
   * @param condition the text after WHERE; {@code *} for all
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the condition is invalid
   */
  List<ClientId> meeting(String condition);
}
