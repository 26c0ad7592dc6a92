package org.fleetreboot.engine;

import java.time.Duration;
import java.util.Set;
import org.fleetreboot.workflow.DurationWords;

/**
 * What a step asks for that waits for a person; frozen when it starts.
 *
 * @param timeout how long it waits, above 0: then it is not approved
 * @param approvers who may decide; empty for anybody
 * @param fourEyes whether whoever started the run may not approve
 */
public record ApprovalOptions(Duration timeout, Set<String> approvers, boolean fourEyes) {
  public ApprovalOptions {
    if (timeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "timeout is " + DurationWords.of(timeout) + "; give an approval more than 0 s.");
    }
    approvers = Set.copyOf(approvers);
  }
}
