package org.fleetreboot.workflow.fleet;

import java.util.List;
import java.util.Map;

/**
 * What is known from outside when a journal is opened.
 *
 * @param place where it is now
 * @param ends the last position of each of its partitions
 * @param witnessed what the machine remembers of journals of the hub, the newest last
 */
public record JournalOpening(
    JournalPlace place, Map<String, Long> ends, List<WitnessedJournal> witnessed) {

  public JournalOpening {
    ends = Map.copyOf(ends);
    witnessed = List.copyOf(witnessed);
  }
}
