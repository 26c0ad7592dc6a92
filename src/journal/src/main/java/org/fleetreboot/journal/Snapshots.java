package org.fleetreboot.journal;

import java.util.Map;
import java.util.Set;

/**
 * What the journal keeps of some streams. A stream that is in neither has no event.
 *
 * @param current the snapshots of closed streams: each is the state after the last event
 * @param open the streams that hold events behind their snapshot, or have none
 */
public record Snapshots(Map<StreamId, Snapshot> current, Set<StreamId> open) {
  public Snapshots {
    current = Map.copyOf(current);
    open = Set.copyOf(open);
  }
}
