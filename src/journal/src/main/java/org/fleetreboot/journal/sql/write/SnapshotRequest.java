package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.Snapshot;

/** Saves snapshots, except those that an append has overtaken. */
public final class SnapshotRequest extends AcknowledgedRequest {
  private final List<Snapshot> snapshots;

  public SnapshotRequest(List<Snapshot> snapshots) {
    this.snapshots = List.copyOf(snapshots);
  }

  @Override
  public int rows() {
    return snapshots.size();
  }

  @Override
  protected void writeAll(Heads heads, Tables tables) throws SQLException {
    for (Snapshot snapshot : snapshots) {
      heads.requireOwned(snapshot.stream().partition());
    }
    for (Snapshot snapshot : snapshots) {
      heads.close(snapshot);
    }
  }
}
