package org.fleetreboot.journal.sqlite.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * An archive of a journal, as the journal knows it.
 *
 * @param file beside the journal
 * @param sha256 of the file; null if no event has left for it yet
 * @param nextSha256 of the file that is about to replace it; null if none is
 */
public record ArchiveRow(
    long no,
    String file,
    @Nullable String sha256,
    @Nullable String nextSha256,
    long runs,
    long events,
    long bytes) {
  private static final String FOLDER = "archive/";
  private static final String SUFFIX = ".db" + ArchiveFile.SUFFIX;

  /** All of them, the oldest first. */
  public static List<ArchiveRow> all(Connection connection) throws SQLException {
    List<ArchiveRow> all = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT archive_no, file, sha256, next_sha256, runs, events, bytes FROM main.archive ORDER BY archive_no")) {
      while (row.next()) {
        all.add(
            new ArchiveRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)));
      }
    }
    return all;
  }

  /**
   * The archive for the runs of a month. An archive grows while it is the newest; runs that were
   * held back for longer get another one, so that each archive has a part of each stream without a
   * gap.
   */
  public static ArchiveRow of(String month, List<ArchiveRow> known) {
    String prefix = FOLDER + month;
    ArchiveRow newest = known.isEmpty() ? null : known.get(known.size() - 1);
    if (newest != null && newest.file.startsWith(prefix)) {
      return newest;
    }
    long parts = known.stream().filter(row -> row.file.startsWith(prefix)).count();
    String file = prefix + (parts == 0 ? "" : "-" + (parts + 1)) + SUFFIX;
    long no = newest == null ? 1 : newest.no + 1;
    return new ArchiveRow(no, file, null, null, 0, 0, 0);
  }

  /** Says that a file is about to take the place of the archive. */
  public void announce(Connection connection, String sha) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            """
            INSERT INTO main.archive VALUES (?, ?, NULL, ?, 0, 0, 0)
            ON CONFLICT(archive_no) DO UPDATE SET next_sha256 = excluded.next_sha256
            """)) {
      row.setLong(1, no);
      row.setString(2, file);
      row.setString(3, sha);
      row.executeUpdate();
    }
  }

  /** Says what the file has that has taken its place. */
  public void settle(Connection connection, String sha, long moreRuns, long moreEvents, long size)
      throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            """
            UPDATE main.archive SET sha256 = ?, next_sha256 = NULL,
              runs = runs + ?, events = events + ?, bytes = ? WHERE archive_no = ?
            """)) {
      row.setString(1, sha);
      row.setLong(2, moreRuns);
      row.setLong(3, moreEvents);
      row.setLong(4, size);
      row.setLong(5, no);
      row.executeUpdate();
    }
  }

  /** Those that hold events, as people are told of them. */
  public static List<Archive> complete(Connection connection) throws SQLException {
    return all(connection).stream().flatMap(row -> row.complete().stream()).toList();
  }

  /** The archive that the run has left for. */
  public static Optional<Archive> of(Connection connection, String run) throws SQLException {
    try (PreparedStatement no =
        connection.prepareStatement(
            "SELECT archive_no FROM stream JOIN archived_run USING(stream_no)"
                + " WHERE partition_no = (SELECT partition_no FROM partition WHERE name = ?)"
                + " AND name = 'run/' || ?")) {
      no.setString(1, StreamId.RUNS);
      no.setString(2, run);
      try (ResultSet row = no.executeQuery()) {
        long found = row.next() ? row.getLong(1) : 0;
        return all(connection).stream()
            .filter(archive -> archive.no() == found)
            .findFirst()
            .flatMap(ArchiveRow::complete);
      }
    }
  }

  /** What people are told of it; empty while no event has left for it. */
  public Optional<Archive> complete() {
    return sha256 == null
        ? Optional.empty()
        : Optional.of(new Archive(file, sha256, runs, events, bytes));
  }

  /** Whether a file with that hash is this archive. */
  public boolean isOf(String sha) {
    return sha.equals(sha256) || sha.equals(nextSha256);
  }
}
