package org.fleetreboot.workflow.fleet;

import java.util.List;
import java.util.Map;

/**
 * What is known besides the journal's events when it is opened.
 *
 * @param place where it is now
 * @param ends the last position of each of its partitions
 * @param knownJournals what this machine remembers of the hub's journals, the newest last
 */
public record JournalOpening(
    JournalPlace place, Map<String, Long> ends, List<KnownJournal> knownJournals) {

  public JournalOpening {
    ends = Map.copyOf(ends);
    knownJournals = List.copyOf(knownJournals);
  }
}
