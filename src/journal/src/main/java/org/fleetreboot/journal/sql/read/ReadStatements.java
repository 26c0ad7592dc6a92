package org.fleetreboot.journal.sql.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SavedCheckpoint;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.sql.event.EventRows;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sql.snapshot.SnapshotStatements;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one reading connection. Each reads one state of the database. Not thread-safe.
 */
public final class ReadStatements implements EventSource, AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
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

  /**
   * @param journal its file, or the address of its database without a password
   */
  public ReadStatements(Connection connection, Dialect dialect, String journal)
      throws SQLException {
    this(connection, dialect, journal, new HashMap<>());
  }

  /**
   * @param typeNames that were read already, to share them between connections
   */
  public ReadStatements(
      Connection connection, Dialect dialect, String journal, Map<Long, String> typeNames)
      throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    rows = new EventRows(connection, journal, typeNames);
    String partition = "FROM partition " + dialect.notIndexed() + " WHERE name = ?)";
    stream =
        connection.prepareStatement(
            "SELECT "
                + EventRows.COLUMNS
                + ", "
                + EventRows.HASH_BEFORE
                + ", s.archived_version FROM stream s JOIN event e USING(stream_no)"
                + " WHERE s.partition_no = (SELECT partition_no "
                + partition
                + " AND s.name = ? AND e.version > ? ORDER BY e.version LIMIT ?");
    page =
        connection.prepareStatement(
            // CROSS keeps SQLite from starting with the streams, which it would have to sort.
            "SELECT "
                + EventRows.COLUMNS
                + ", s.name FROM event e CROSS JOIN stream s WHERE s.stream_no = e.stream_no"
                + " AND e.sequence > (SELECT ("
                + Sequence.START
                + ") + ? "
                + partition
                + " AND e.sequence <= (SELECT "
                + Sequence.END
                + " "
                + partition
                + " ORDER BY e.sequence LIMIT ?");
    hash =
        connection.prepareStatement(
            "SELECT hash FROM event WHERE sequence = (SELECT ("
                + Sequence.START
                + ") + ? "
                + partition);
    places =
        connection.prepareStatement(
            "SELECT "
                + EventRows.COLUMNS
                + ", "
                + EventRows.HASH_BEFORE
                + ", s.name FROM event e CROSS JOIN stream s WHERE s.stream_no = e.stream_no"
                + " AND e.sequence IN ("
                + String.join(",", Collections.nCopies(AT_ONCE, "?"))
                + ") ORDER BY e.sequence");
    snapshots = new SnapshotStatements(connection, dialect);
    partitions =
        connection.prepareStatement("SELECT name FROM partition WHERE position > 0 ORDER BY name");
    head =
        connection.prepareStatement(
            "SELECT position FROM partition " + dialect.notIndexed() + " WHERE name = ?");
    checkpoint =
        connection.prepareStatement(
            "SELECT position FROM checkpoint WHERE partition_no = (SELECT partition_no "
                + partition
                + " AND subscription = ?");
  }

  /** Answers several statements from one state of the database. */
  <T> T snapshot(ReadTransactions.Query<T> query) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(dialect.beginRead());
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
    page.setLong(1, after.value());
    page.setString(2, partition);
    page.setString(3, partition);
    page.setInt(4, max);
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
      if (i < sequences.length) {
        places.setLong(i + 1, sequences[i]);
      } else {
        places.setNull(i + 1, Types.BIGINT);
      }
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
    hash.setLong(1, position.value());
    hash.setString(2, partition);
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

  List<SavedCheckpoint> checkpoints() throws SQLException {
    List<SavedCheckpoint> saved = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT k.subscription, p.name, k.position"
                    + " FROM checkpoint k JOIN partition p ON p.partition_no = k.partition_no")) {
      while (row.next()) {
        saved.add(
            new SavedCheckpoint(row.getString(1), row.getString(2), new Position(row.getLong(3))));
      }
    }
    return saved;
  }

  /** The connection itself, for what not every database has. */
  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
