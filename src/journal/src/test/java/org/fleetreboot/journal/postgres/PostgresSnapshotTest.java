package org.fleetreboot.journal.postgres;

import static org.fleetreboot.journal.Appends.HUB;

import java.time.Instant;
import java.time.InstantSource;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.SnapshotContract;
import org.fleetreboot.journal.StreamId;

class PostgresSnapshotTest extends SnapshotContract {
  private final TestDatabase database = new TestDatabase();

  @Override
  protected Journal open() {
    return database.open("node", InstantSource.fixed(Instant.EPOCH), HUB, StreamId.RUNS);
  }

  @Override
  protected Journal reopen(Journal closed) {
    closed.close();
    return open();
  }
}
