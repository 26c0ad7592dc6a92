package org.fleetreboot.reboot.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.engine.view.FleetEvent;

/** Events as the engine hands them to subscribers. */
public final class Events {
  private Events() {}

  public static FleetEvent confirmed(String run, String device) {
    return new FleetEvent(
        new UUID(1, device.hashCode()),
        "hub/local",
        1,
        "reboot.confirmed.v1",
        Instant.EPOCH,
        run,
        "step-1",
        device,
        "confirmed",
        Map.of("after", Map.of("value", "boot-1")));
  }
}
