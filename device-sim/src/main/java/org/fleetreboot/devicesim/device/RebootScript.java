package org.fleetreboot.devicesim.device;

import java.util.List;

/**
 * All that a device does on one reboot call: the steps, and those that it repeats after them until
 * it is called again or closed.
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
