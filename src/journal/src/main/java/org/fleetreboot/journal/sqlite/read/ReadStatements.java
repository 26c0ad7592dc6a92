package org.fleetreboot.journal.sqlite.read;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.event.EventRows;
import org.fleetreboot.journal.sqlite.event.Sequence;
import org.fleetreboot.journal.sqlite.readmodel.DetailContains;
import org.fleetreboot.journal.sqlite.readmodel.EventSource;
import org.fleetreboot.journal.sqlite.readmodel.ReadTransactions;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotStatements;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one reading connection. Each reads one snapshot of the file. Not thread-safe.
 */
public final class ReadStatements implements EventSource, AutoCloseable {
  private static final String PARTITION_NO =
      "(SELECT partition_no FROM partition NOT INDEXED WHERE name = ?)";

  private final Connection connection;
  private final EventRows rows;
  private final PreparedStatement stream;
  private final PreparedStatement page;
  private final PreparedStatement hash;
  private final PreparedStatement partitions;
  private final PreparedStatement head;
  private final PreparedStatement checkpoint;
  private final PreparedStatement places;
  private final SnapshotStatements snapshots;

  /** The most events that are looked up in one query. */
  static final int AT_ONCE = 500;

  /** A limit that limits nothing. */
  static final int ALL = -1;

  public ReadStatements(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    rows = new EventRows(connection, file);
    DetailContains.addTo(connection);
    stream =
        connection.prepareStatement(
            "SELECT "
                + EventRows.COLUMNS
                + ", "
                + EventRows.HASH_BEFORE
                + ", s.archived_version FROM stream s JOIN event e USING(stream_no)"
                + " WHERE s.partition_no = "
                + PARTITION_NO
                + " AND s.name = ? AND e.version > ? ORDER BY e.version LIMIT ?");
    page =
        connection.prepareStatement(
            // CROSS keeps SQLite from starting with the streams, which it would have to sort.
            "SELECT "
                + EventRows.COLUMNS
                + ", s.name FROM event e CROSS JOIN stream s ON s.stream_no = e.stream_no"
                + " WHERE e.sequence > (SELECT ("
                + Sequence.START
                + ") + ?2 FROM partition NOT INDEXED WHERE name = ?1)"
                + " AND e.sequence <= (SELECT "
                + Sequence.END
                + " FROM partition NOT INDEXED WHERE name = ?1) ORDER BY e.sequence LIMIT ?3");
    hash =
        connection.prepareStatement(
            "SELECT hash FROM event WHERE sequence ="
                + " (SELECT ("
                + Sequence.START
                + ") + ?2 FROM partition NOT INDEXED WHERE name = ?1)");
    places =
        connection.prepareStatement(
            "SELECT "
                + EventRows.COLUMNS
                + ", "
                + EventRows.HASH_BEFORE
                + ", s.name FROM event e CROSS JOIN stream s ON s.stream_no = e.stream_no"
                + " WHERE e.sequence IN ("
                + String.join(",", Collections.nCopies(AT_ONCE, "?"))
                + ") ORDER BY e.sequence");
    snapshots = new SnapshotStatements(connection);
    partitions =
        connection.prepareStatement("SELECT name FROM partition WHERE position > 0 ORDER BY name");
    head = connection.prepareStatement("SELECT position FROM partition NOT INDEXED WHERE name = ?");
    checkpoint =
        connection.prepareStatement(
            "SELECT position FROM checkpoint WHERE partition_no = "
                + PARTITION_NO
                + " AND subscription = ?");
  }

  /** Answers several statements from one snapshot of the file. */
  <T> T snapshot(ReadTransactions.Query<T> query) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN");
      try {
        return query.on(connection);
      } finally {
        sql.execute("ROLLBACK");
      }
    }
  }

  List<RecordedEvent> stream(StreamId id, long after, int max) throws SQLException {
    stream.setString(1, id.partition());
    stream.setString(2, id.name());
    stream.setLong(3, after);
    stream.setInt(4, max);
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet row = stream.executeQuery()) {
      while (row.next()) {
        long expected = Math.max(after, row.getLong(9)) + events.size() + 1;
        if (row.getLong(2) != expected) {
          throw rows.missing(id, expected);
        }
        events.add(rows.read(row, id, row.getBytes(8)));
      }
    }
    return events;
  }

  @Override
  public List<RecordedEvent> page(String partition, Position after, int max) throws SQLException {
    // Read first: every event up to there is in the page, or damage has hidden it.
    Position head = head(partition);
    List<RecordedEvent> events = found(partition, after, max);
    if (events.isEmpty() && after.compareTo(head) < 0) {
      throw rows.missing(partition, after.value() + 1);
    }
    return events;
  }

  private List<RecordedEvent> found(String partition, Position after, int max) throws SQLException {
    page.setString(1, partition);
    page.setLong(2, after.value());
    page.setInt(3, max);
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet row = page.executeQuery()) {
      byte[] before = hash(partition, after);
      for (long expected = after.value() + 1; row.next(); expected++) {
        long position = Sequence.position(row.getLong(1));
        if (position != expected) {
          before = rows.across(partition, expected, row.getLong(1), before);
          expected = position;
        }
        events.add(rows.read(row, new StreamId(partition, row.getString(8)), before));
        before = row.getBytes(6);
      }
    }
    return events;
  }

  /**
   * The events at those places of one partition.
   *
   * @param sequences in order, at most {@link #AT_ONCE}
   */
  List<RecordedEvent> events(String partition, long[] sequences) throws SQLException {
    for (int i = 0; i < AT_ONCE; i++) {
      places.setObject(i + 1, i < sequences.length ? sequences[i] : null);
    }
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet row = places.executeQuery()) {
      while (row.next()) {
        events.add(rows.read(row, new StreamId(partition, row.getString(9)), row.getBytes(8)));
      }
    }
    return events;
  }

  SnapshotStatements snapshots() {
    return snapshots;
  }

  private byte @Nullable [] hash(String partition, Position position) throws SQLException {
    hash.setString(1, partition);
    hash.setLong(2, position.value());
    try (ResultSet row = hash.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  Optional<ChainHead> chain(String partition, Position at) throws SQLException {
    byte[] found = hash(partition, at);
    return Optional.ofNullable(found).map(hash -> new ChainHead(partition, at.value(), hash));
  }

  @Override
  public List<String> partitions() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet row = partitions.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  @Override
  public Position head(String partition) throws SQLException {
    head.setString(1, partition);
    try (ResultSet row = head.executeQuery()) {
      return row.next() ? new Position(row.getLong(1)) : Position.START;
    }
  }

  Optional<Position> checkpoint(String subscription, String partition) throws SQLException {
    checkpoint.setString(1, partition);
    checkpoint.setString(2, subscription);
    try (ResultSet row = checkpoint.executeQuery()) {
      return row.next() ? Optional.of(new Position(row.getLong(1))) : Optional.empty();
    }
  }

  List<Archive> archives() throws SQLException {
    return ArchiveRow.all(connection).stream().flatMap(row -> row.complete().stream()).toList();
  }

  Optional<Archive> archiveOf(String run) throws SQLException {
    try (PreparedStatement no =
        connection.prepareStatement(
            "SELECT archive_no FROM stream JOIN archived_run USING(stream_no)"
                + " WHERE partition_no = "
                + PARTITION_NO
                + " AND name = 'run/' || ?")) {
      no.setString(1, StreamId.RUNS);
      no.setString(2, run);
      try (ResultSet row = no.executeQuery()) {
        long found = row.next() ? row.getLong(1) : 0;
        return ArchiveRow.all(connection).stream()
            .filter(archive -> archive.no() == found)
            .findFirst()
            .flatMap(ArchiveRow::complete);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
