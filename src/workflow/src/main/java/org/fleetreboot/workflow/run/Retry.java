package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a run retries of an earlier one.
 *
 * @param run the earlier run
 * @param since when that run began: a device that has rebooted since then is not called
 * @param devices the only devices of its groups to reboot
 */
public record Retry(String run, Instant since, Set<Target> devices) {
  public Retry {
    devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
  }

  /** Whether it is for that device; one whose hub is not named is meant on each. */
  public boolean has(String hub, String device) {
    return devices.contains(new Target(hub, device)) || devices.contains(Target.of(device));
  }
}
