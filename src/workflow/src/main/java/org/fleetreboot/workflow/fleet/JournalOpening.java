package org.fleetreboot.workflow.fleet;

import java.util.List;
import java.util.Map;

/**
 * What is known besides the journal's events when it is opened.
 *
 * @param place where it is now
 * @param ends the last position of each of its partitions
 * @param sightings what this machine remembers of the hub's journals, the newest last
 */
public record JournalOpening(
    JournalPlace place, Map<String, Long> ends, List<JournalSighting> sightings) {

  public JournalOpening {
    ends = Map.copyOf(ends);
    sightings = List.copyOf(sightings);
  }
}
