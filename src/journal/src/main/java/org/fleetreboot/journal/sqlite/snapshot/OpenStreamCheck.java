package org.fleetreboot.journal.sqlite.snapshot;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares which streams are closed with their events. A stream that is closed without a snapshot
 * of its last event would be forgotten at the start, with the call that may be under way in it. It
 * costs two lookups a stream, however long the journal is.
 */
public final class OpenStreamCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStreamCheck.class);

  private static final String STREAMS =
      """
      SELECT stream_no, name, archived, covered, head FROM (
        SELECT s.stream_no, s.name, s.archived_version AS archived,
          ifnull(n.version, 0) AS covered, o.stream_no IS NULL AS closed,
          max(s.archived_version, ifnull(
            (SELECT max(e.version) FROM event e WHERE e.stream_no = s.stream_no), 0)) AS head
        FROM stream s LEFT JOIN snapshot n ON n.stream_no = s.stream_no
        LEFT JOIN open_stream o ON o.stream_no = s.stream_no)
      WHERE covered > head OR covered < archived OR (closed AND covered < head)
      """;

  private OpenStreamCheck() {}

  /**
   * Opens the streams that are closed wrongly, so that their events are folded.
   *
   * @throws JournalRefused if one lacks the snapshot of its archived events
   * @throws JournalDamaged if such a snapshot is of more events than there are
   */
  public static void repair(Connection connection, Path file) throws SQLException {
    List<Closed> wrong = wrong(connection);
    if (wrong.isEmpty()) {
      return;
    }
    for (Closed stream : wrong) {
      if (stream.archived() > 0 && !stream.hasBase()) {
        throw refusal(file, stream);
      }
    }
    LOG.warn(
        "Journal {} was changed by somebody else: {}. Their events are folded. See whether it is"
            + " still whole with: journal verify --journal {}",
        file,
        summary(wrong),
        file);
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      for (Closed stream : wrong) {
        if (stream.archived() == 0) {
          sql.executeUpdate("DELETE FROM snapshot WHERE stream_no = " + stream.streamNo());
        }
        sql.executeUpdate("INSERT OR IGNORE INTO open_stream VALUES (" + stream.streamNo() + ")");
      }
      sql.execute("COMMIT");
    }
  }

  private static RuntimeException refusal(Path file, Closed stream) {
    if (stream.covered() > stream.head()) {
      return new JournalDamaged(file, stream.fault());
    }
    return new JournalRefused(
        "Journal %s cannot be opened: %s, and its first events are in an archive. Make it anew with: journal rebuild --journal %s"
            .formatted(file, stream.fault(), file));
  }

  /** What {@link #repair} would change or refuse; an archive has no snapshots. */
  public static Optional<String> fault(Connection connection) throws SQLException {
    if (ArchiveTables.isArchive(connection)) {
      return Optional.empty();
    }
    List<Closed> wrong = wrong(connection);
    return wrong.isEmpty() ? Optional.empty() : Optional.of("T" + summary(wrong).substring(1));
  }

  private static String summary(List<Closed> wrong) {
    String first = wrong.get(0).fault();
    return wrong.size() == 1
        ? first
        : first + ", and so on for %d more".formatted(wrong.size() - 1);
  }

  private static List<Closed> wrong(Connection connection) throws SQLException {
    List<Closed> wrong = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(STREAMS)) {
      while (row.next()) {
        wrong.add(
            new Closed(
                row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)));
      }
    }
    return wrong;
  }

  /**
   * A stream that has not the snapshot that it should have.
   *
   * @param archived the version of its last archived event
   * @param covered the version of its snapshot; 0 if it has none
   * @param head the version of its last event
   */
  private record Closed(long streamNo, String name, long archived, long covered, long head) {
    /** Whether the snapshot stands for the archived events, and the others are here. */
    boolean hasBase() {
      return covered >= archived && covered <= head;
    }

    String fault() {
      if (covered == 0) {
        return "the snapshot of %s is missing".formatted(name);
      }
      return "the snapshot of %s is of version %d, and the stream ends at %d"
          .formatted(name, covered, head);
    }
  }
}
