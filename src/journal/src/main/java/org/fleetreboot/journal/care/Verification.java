package org.fleetreboot.journal.care;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a journal has found.
 *
 * @param events how many were read
 * @param streams how many have an event
 * @param oldest when the oldest event was recorded; null if there is none
 * @param newest when the newest event was recorded; null if there is none
 * @param heads where the partitions end, as far as they were read
 * @param findings empty if the journal is whole
 */
public record Verification(
    long events,
    long streams,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    List<ChainHead> heads,
    List<Finding> findings) {
  public Verification {
    heads = List.copyOf(heads);
    findings = List.copyOf(findings);
  }

  /** The same, with these findings behind its own. */
  public Verification and(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new Verification(events, streams, oldest, newest, heads, all);
  }

  public boolean isWhole() {
    return findings.isEmpty();
  }

  /** Whether every event is as it was written, whatever is derived from the events. */
  public boolean hasWholeEvents() {
    return findings.stream().allMatch(Finding::isDerived);
  }
}
