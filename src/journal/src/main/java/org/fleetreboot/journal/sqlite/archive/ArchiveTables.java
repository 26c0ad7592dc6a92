package org.fleetreboot.journal.sqlite.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.jspecify.annotations.Nullable;

/**
 * Which events are in another file. A journal and each of its archives have these tables, because
 * each holds a part of the same chain of events.
 */
public final class ArchiveTables {
  public static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE archive(
            archive_no INTEGER PRIMARY KEY,
            file TEXT NOT NULL UNIQUE, -- beside the journal
            sha256 TEXT, -- of the file; null until its first events have left the journal
            next_sha256 TEXT, -- of the file that is about to replace it; null if none is
            runs INTEGER NOT NULL,
            events INTEGER NOT NULL,
            bytes INTEGER NOT NULL) STRICT -- of the file
          """,
          """
          CREATE TABLE archived_run(
            stream_no INTEGER PRIMARY KEY REFERENCES stream,
            archive_no INTEGER NOT NULL REFERENCES archive) STRICT
          """,
          // Events without a gap in their positions that are not in this file.
          """
          CREATE TABLE gap(
            first INTEGER PRIMARY KEY, -- the sequence of the first of them
            last INTEGER NOT NULL,
            hash_before BLOB NOT NULL, -- of the event before the first
            hash BLOB NOT NULL, -- of the last
            archive_no INTEGER REFERENCES archive) STRICT -- null in an archive
          """);

  private ArchiveTables() {}

  /** Marks a file as an archive, so that nobody appends to it. */
  public static void mark(Connection archive, String name) throws SQLException {
    try (PreparedStatement row =
        archive.prepareStatement(
            "INSERT OR REPLACE INTO archive VALUES (0, ?, NULL, NULL, 0, 0, 0)")) {
      row.setString(1, name);
      row.executeUpdate();
    }
  }

  /** Whether the file is an archive. */
  public static boolean isArchive(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return isArchive(sql);
    }
  }

  private static boolean isArchive(Statement sql) throws SQLException {
    return Pragma.number(sql, "SELECT count(*) FROM archive WHERE archive_no = 0") > 0;
  }

  /**
   * Refuses to write to an archive.
   *
   * @throws JournalRefused if the file is one
   */
  public static void requireNone(Statement sql, Path file) throws SQLException {
    if (isArchive(sql)) {
      throw refused(file);
    }
  }

  public static JournalRefused refused(Path file) {
    return new JournalRefused(
        "%s is an archive, which is only read: name the journal that it belongs to, or another file."
            .formatted(file));
  }

  /**
   * Says that events are not in this file.
   *
   * @param archiveNo where they are; null in an archive
   */
  public static void addGaps(Connection connection, List<Gap> gaps, @Nullable Long archiveNo)
      throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO main.gap VALUES (?, ?, ?, ?, ?)")) {
      for (Gap gap : gaps) {
        row.setLong(1, gap.first());
        row.setLong(2, gap.last());
        row.setBytes(3, gap.hashBefore());
        row.setBytes(4, gap.hash());
        row.setObject(5, archiveNo);
        row.executeUpdate();
      }
    }
  }

  /** Removes the events of those runs, and keeps where they are. */
  public static void leave(Statement sql, String runs, long archiveNo) throws SQLException {
    sql.executeUpdate(
        "INSERT OR IGNORE INTO main.archived_run SELECT stream_no, %d FROM temp.old_run WHERE run IN %s"
            .formatted(archiveNo, runs));
    sql.executeUpdate(
        """
        UPDATE main.stream SET archived_version = o.version FROM (
          SELECT stream_no, max(version) AS version FROM temp.old_event WHERE run IN %s
          GROUP BY stream_no) o
        WHERE o.stream_no = main.stream.stream_no
        """
            .formatted(runs));
    sql.executeUpdate(
        "DELETE FROM main.event WHERE sequence IN (SELECT sequence FROM temp.old_event WHERE run IN %s)"
            .formatted(runs));
  }
}
