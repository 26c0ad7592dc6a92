package org.fleetreboot.journal.sqlite.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.fleetreboot.journal.sqlite.event.EventTables;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelSchema;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotSchema;
import org.fleetreboot.journal.sqlite.statement.Pragma;

/** The tables, and what distinguishes a journal from any other SQLite file. */
public final class Schema {
  /** {@code FLRB}, in bytes 68 to 71 of the file, where {@code file(1)} finds it. */
  static final long APPLICATION_ID = 0x464C5242;

  /** Grows with every change of the tables or the fields of events. */
  static final long VERSION = 4;

  private static final List<String> TABLES =
      Stream.of(
              EventTables.STATEMENTS,
              SnapshotSchema.STATEMENTS,
              ArchiveTables.STATEMENTS,
              List.of(
                  "PRAGMA application_id = " + APPLICATION_ID, "PRAGMA user_version = " + VERSION))
          .flatMap(List::stream)
          .toList();

  private Schema() {}

  /** Creates the tables, all or none, in an empty database. */
  public static void createIfEmpty(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (Pragma.read(sql, "application_id") != 0
          || Pragma.number(sql, "SELECT count(*) FROM sqlite_schema") != 0) {
        return;
      }
      sql.execute("BEGIN IMMEDIATE");
      for (String statement : TABLES) {
        sql.execute(statement);
      }
      ReadModelSchema.create(sql);
      sql.execute("COMMIT");
    }
  }

  /** Refuses a file that this program cannot read. */
  static void check(Connection connection, Path file) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (Pragma.read(sql, "application_id") != APPLICATION_ID) {
        throw notAJournal(file);
      }
      long version = Pragma.read(sql, "user_version");
      if (version > VERSION) {
        throw new JournalRefused(
            "Journal %s has format %d, and this program reads format %d: start the newer program that wrote it."
                .formatted(file, version, VERSION));
      }
      if (version < VERSION) {
        throw new JournalRefused(
            "Journal %s has format %d, made by an earlier development version, and this program reads format %d: move the file away to begin a new one."
                .formatted(file, version, VERSION));
      }
    }
  }

  static JournalRefused notAJournal(Path file) {
    return new JournalRefused(
        "%s is not a journal: name another file, or move this one away.".formatted(file));
  }
}
