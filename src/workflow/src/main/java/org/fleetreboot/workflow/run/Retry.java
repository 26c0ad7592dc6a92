package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a run takes up of an earlier one.
 *
 * @param run the earlier one
 * @param since when that began: a device that has rebooted since then is not called
 * @param devices those to reboot; of its groups' devices, no others
 */
public record Retry(String run, Instant since, Set<String> devices) {
  public Retry {
    devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
  }
}
