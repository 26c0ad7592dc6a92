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
public record Retry(String run, Instant since, Set<String> devices) {
  public Retry {
    devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
  }
}
