package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.ReadModelContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteReadModelTest extends ReadModelContract {
  private final Path directory;
  private Path file;
  private int kills;

  SqliteReadModelTest(@TempDir Path directory) {
    this.directory = directory;
    file = directory.resolve("journal.db");
  }

  @Override
  protected Journal open() {
    return SqliteJournal.open(file, CLOCK, DiskLimits.DEFAULT);
  }

  @Override
  protected Journal reopen(Journal open) {
    open.close();
    return open();
  }

  /** The file that a program leaves that is killed now. */
  @Override
  protected Journal kill(Journal open) throws IOException {
    Path copy = directory.resolve("journal-" + ++kills + ".db");
    Files.copy(file, copy);
    Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
    open.close();
    file = copy;
    return open();
  }
}
