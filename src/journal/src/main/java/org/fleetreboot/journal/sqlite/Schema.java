package org.fleetreboot.journal.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.JournalRefused;

/** The tables, and what distinguishes a journal from any other SQLite file. */
final class Schema {
  /** {@code FLRB}, in bytes 68 to 71 of the file, where {@code file(1)} finds it. */
  static final long APPLICATION_ID = 0x464C5242;

  /** Grows with every change that an older program cannot read. */
  static final long VERSION = 1;

  /**
   * Streams and partitions are interned: with the text of the stream in the unique index, each
   * commit dirties random pages, and the measured rate falls to a fifth.
   */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE partition(
            partition_no INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE) STRICT
          """,
          """
          CREATE TABLE stream(
            stream_no INTEGER PRIMARY KEY,
            partition_no INTEGER NOT NULL REFERENCES partition,
            name TEXT NOT NULL,
            UNIQUE(partition_no, name)) STRICT
          """,
          """
          CREATE TABLE event(
            partition_no INTEGER NOT NULL REFERENCES partition,
            position INTEGER NOT NULL,
            stream_no INTEGER NOT NULL REFERENCES stream,
            version INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            type TEXT NOT NULL,
            recorded_at INTEGER NOT NULL, -- milliseconds since 1970
            data BLOB NOT NULL,
            PRIMARY KEY(partition_no, position),
            UNIQUE(stream_no, version)) STRICT
          """,
          """
          CREATE TABLE checkpoint(
            subscription TEXT NOT NULL,
            partition_no INTEGER NOT NULL REFERENCES partition,
            position INTEGER NOT NULL,
            PRIMARY KEY(subscription, partition_no)) STRICT, WITHOUT ROWID
          """,
          // For people at the sqlite3 prompt; the program does not use it.
          """
          CREATE VIEW history AS
          SELECT p.name AS partition, e.position, s.name AS stream, e.version, e.type,
            strftime('%Y-%m-%dT%H:%M:%fZ', e.recorded_at / 1000.0, 'unixepoch') AS recorded_at,
            CAST(e.data AS TEXT) AS data
          FROM event e JOIN stream s USING(stream_no) JOIN partition p ON p.partition_no = e.partition_no
          """,
          "PRAGMA application_id = " + APPLICATION_ID,
          "PRAGMA user_version = " + VERSION);

  private Schema() {}

  /** Creates the tables, all or none, in an empty database. */
  static void createIfEmpty(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      if (Pragma.read(sql, "application_id") != 0
          || Pragma.number(sql, "SELECT count(*) FROM sqlite_schema") != 0) {
        return;
      }
      sql.execute("BEGIN IMMEDIATE");
      for (String statement : TABLES) {
        sql.execute(statement);
      }
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
            "Journal %s has format %d, and this program reads formats up to %d: start the newer program that wrote it."
                .formatted(file, version, VERSION));
      }
    }
  }

  static JournalRefused notAJournal(Path file) {
    return new JournalRefused(
        "%s is not a journal: name another file, or move this one away.".formatted(file));
  }
}
