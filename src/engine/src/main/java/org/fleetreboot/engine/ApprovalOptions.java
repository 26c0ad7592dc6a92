package org.fleetreboot.engine;

import java.time.Duration;
import java.util.Set;
import org.fleetreboot.workflow.DurationFormat;

/**
 * What an approval step asks for; frozen when it starts.
 *
 * @param timeout how long it waits before it fails, above 0
 * @param approvers who may decide; empty for anybody
 * @param fourEyes whether the person who started the run may not approve
 */
public record ApprovalOptions(Duration timeout, Set<String> approvers, boolean fourEyes) {
  public ApprovalOptions {
    if (timeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "timeout is " + DurationFormat.of(timeout) + "; give an approval more than 0 s.");
    }
    approvers = Set.copyOf(approvers);
  }
}
