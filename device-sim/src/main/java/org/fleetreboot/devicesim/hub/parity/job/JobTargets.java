package org.fleetreboot.devicesim.hub.parity.job;

import java.util.List;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Finds the devices of a job. */
@FunctionalInterface
public interface JobTargets {
  /**
   * The devices whose twins meet a condition. It may take as long as a query.
   *
   * @param condition what stands behind WHERE; {@code *} for all
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the condition is no condition
   */
  List<ClientId> meeting(String condition);
}
