package org.fleetreboot.engine.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamId;

/**
 * Follows a journal that a program may be writing to, and reads no event twice. For one thread; its
 * view is for all.
 */
public final class FleetFollower {
  private final JournalReader journal;
  private final EventCodec codec = new EventCodec();
  private final FleetProjection view = FleetProjection.whole();
  private final Map<String, Position> read = new HashMap<>();

  public FleetFollower(JournalReader journal) {
    this.journal = journal;
  }

  /** Reads what has come since the last time, and returns the view of all of it. */
  public FleetView refresh() {
    // Events to groups and devices belongs to a run that was accepted before, so the runs
    // are read first, and no further than to here the others.
    Map<String, Position> heads = new LinkedHashMap<>();
    for (String partition : journal.partitions()) {
      if (!partition.equals(StreamId.RUNS)) {
        heads.put(partition, journal.head(partition));
      }
    }
    readTo(StreamId.RUNS, journal.head(StreamId.RUNS));
    heads.forEach(this::readTo);
    return view;
  }

  private void readTo(String partition, Position head) {
    journal.readAll(
        partition,
        read.getOrDefault(partition, Position.START),
        head,
        recorded -> {
          view.apply(List.of(new StoredEvent(recorded.stream(), codec.decode(recorded))));
          read.put(partition, recorded.position());
        });
  }
}
