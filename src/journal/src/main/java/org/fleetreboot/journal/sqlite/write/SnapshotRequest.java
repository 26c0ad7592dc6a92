package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Snapshot;

/** Saves snapshots, except those that an append has overtaken. */
public final class SnapshotRequest implements Request {
  private final List<Snapshot> snapshots;
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  public SnapshotRequest(List<Snapshot> snapshots) {
    this.snapshots = List.copyOf(snapshots);
  }

  public CompletableFuture<Void> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return snapshots.size();
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    for (Snapshot snapshot : snapshots) {
      heads.close(snapshot);
    }
  }

  @Override
  public void acknowledge() {
    answer.complete(null);
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
