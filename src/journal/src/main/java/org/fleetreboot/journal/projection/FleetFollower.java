package org.fleetreboot.journal.projection;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;

/**
 * Follows a journal that another program may be writing to, and reads each event once. Thread-safe.
 */
public final class FleetFollower {
  private final JournalReader journal;
  private final EventCodec codec = new EventCodec();
  private final FleetProjection view = new FleetProjection();
  private final Map<String, Position> read = new HashMap<>();

  public FleetFollower(JournalReader journal) {
    this.journal = journal;
  }

  /** Reads the events since the last call, and returns the view of all events. */
  public synchronized FleetView refresh() {
    // A group belongs to a run that was accepted before it. The heads of the hubs are taken before
    // the runs are read, so that no group is read without its run.
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
          view.apply(recorded, codec.decode(recorded));
          read.put(partition, recorded.position());
        });
  }
}
