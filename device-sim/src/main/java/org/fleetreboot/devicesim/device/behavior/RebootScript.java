package org.fleetreboot.devicesim.device.behavior;

import java.util.List;

/**
 * What a device does on a reboot call: steps, followed by steps that are repeated until it is
 * called again or closed.
 */
public record RebootScript(List<RebootStep> steps, List<RebootStep> forEver) {

  public RebootScript {
    steps = List.copyOf(steps);
    forEver = List.copyOf(forEver);
  }

  public RebootScript(List<RebootStep> steps) {
    this(steps, List.of());
  }
}
