package org.fleetreboot.journal.sqlite;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.SnapshotContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteSnapshotTest extends SnapshotContract {
  private final Path file;

  SqliteSnapshotTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @Override
  protected Journal open() {
    return SqliteJournal.open(file, InstantSource.fixed(Instant.EPOCH), DiskLimits.DEFAULT);
  }

  @Override
  protected Journal reopen(Journal closed) {
    closed.close();
    return open();
  }
}
