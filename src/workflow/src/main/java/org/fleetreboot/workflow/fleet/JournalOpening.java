package org.fleetreboot.workflow.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is known besides the journal's events when it is opened.
 *
 * @param place where it is now
 * @param ends the last position of each of its partitions
 * @param rewritten the known journals that have another event where this one has a known position
 * @param knownJournals what this machine remembers of the hub's journals, the newest last
 */
public record JournalOpening(
    JournalPlace place,
    Map<String, Long> ends,
    Set<UUID> rewritten,
    List<KnownJournal> knownJournals) {

  public JournalOpening {
    ends = Map.copyOf(ends);
    rewritten = Set.copyOf(rewritten);
    knownJournals = List.copyOf(knownJournals);
  }
}
