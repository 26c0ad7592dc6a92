package org.fleetreboot.journal.sqlite;

import java.nio.file.Path;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {
  private final Path file;

  SqliteJournalTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @Override
  protected Journal open() {
    return SqliteJournal.open(file, CLOCK, DiskLimits.DEFAULT);
  }

  @Override
  protected Journal reopen(Journal closed) {
    return open();
  }
}
