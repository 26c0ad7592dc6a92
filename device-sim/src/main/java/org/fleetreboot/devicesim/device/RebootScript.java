package org.fleetreboot.devicesim.device;

import java.util.List;

/**
 * What a device does on a reboot call: steps, followed by steps that are repeated until it is
 * called again or closed.
 */
record RebootScript(List<RebootStep> steps, List<RebootStep> forEver) {

  RebootScript {
    steps = List.copyOf(steps);
    forEver = List.copyOf(forEver);
  }

  RebootScript(List<RebootStep> steps) {
    this(steps, List.of());
  }
}
