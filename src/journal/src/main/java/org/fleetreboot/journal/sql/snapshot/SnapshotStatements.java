package org.fleetreboot.journal.sql.snapshot;

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
import java.util.Set;
import java.util.stream.LongStream;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.jspecify.annotations.Nullable;

/** The statements of one reading connection about snapshots. Not thread-safe. */
public final class SnapshotStatements {
  /** The most streams in one query. */
  public static final int AT_ONCE = 500;

  private final Connection connection;
  private final Dialect dialect;
  private final PreparedStatement states;
  private final PreparedStatement open;
  private final PreparedStatement sequences;
  private final PreparedStatement page;

  public SnapshotStatements(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    // The read model numbers the streams of devices that have no event yet.
    states =
        connection.prepareStatement(
            """
            SELECT s.name, n.version, n.state, o.stream_no IS NOT NULL FROM stream s
            LEFT JOIN open_stream o ON o.stream_no = s.stream_no
            LEFT JOIN snapshot n ON n.stream_no = s.stream_no
            WHERE s.partition_no = (SELECT partition_no FROM partition WHERE name = ?)
            AND s.name IN (%s)
            AND (n.stream_no IS NOT NULL OR s.archived_version > 0
              OR EXISTS (SELECT 1 FROM event e WHERE e.stream_no = s.stream_no))
            """
                .formatted(String.join(",", Collections.nCopies(AT_ONCE, "?"))));
    open =
        connection.prepareStatement(
            """
            SELECT s.name, n.version, n.state FROM open_stream o
            CROSS JOIN stream s LEFT JOIN snapshot n ON n.stream_no = s.stream_no
            WHERE s.stream_no = o.stream_no AND s.partition_no = (SELECT partition_no FROM partition WHERE name = ?)
            """);
    page =
        connection.prepareStatement(
            """
            SELECT n.stream_no, p.name, s.name, n.version, n.state FROM snapshot n
            CROSS JOIN stream s CROSS JOIN partition p
            WHERE s.stream_no = n.stream_no AND p.partition_no = s.partition_no
            AND n.stream_no > ? ORDER BY n.stream_no LIMIT 1000
            """);
    sequences =
        connection.prepareStatement(
            """
            SELECT e.sequence FROM open_stream o
            CROSS JOIN stream s LEFT JOIN snapshot n ON n.stream_no = s.stream_no
            CROSS JOIN event e WHERE s.stream_no = o.stream_no
            AND e.stream_no = o.stream_no AND e.version > coalesce(n.version, 0)
            AND s.partition_no = (SELECT partition_no FROM partition WHERE name = ?)
            """);
  }

  /**
   * Adds what is kept of some streams of one partition.
   *
   * @param names at most {@link #AT_ONCE}
   */
  public void read(
      String partition, List<String> names, Map<StreamId, Snapshot> current, Set<StreamId> behind)
      throws SQLException {
    states.setString(1, partition);
    for (int i = 0; i < AT_ONCE; i++) {
      if (i < names.size()) {
        states.setString(i + 2, names.get(i));
      } else {
        states.setNull(i + 2, Types.VARCHAR);
      }
    }
    try (ResultSet row = states.executeQuery()) {
      while (row.next()) {
        StreamId stream = new StreamId(partition, row.getString(1));
        byte[] state = row.getBytes(3);
        if (state == null || row.getBoolean(4)) {
          behind.add(stream);
        } else {
          current.put(stream, new Snapshot(stream, row.getLong(2), state));
        }
      }
    }
  }

  /** The next snapshots, by the number of their stream; empty at the end. */
  public List<SnapshotRow> page(long afterStreamNo) throws SQLException {
    List<SnapshotRow> rows = new ArrayList<>();
    page.setLong(1, afterStreamNo);
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        StreamId stream = new StreamId(row.getString(2), row.getString(3));
        rows.add(
            new SnapshotRow(row.getLong(1), new Snapshot(stream, row.getLong(4), row.getBytes(5))));
      }
    }
    return rows;
  }

  /**
   * The open streams of a partition, and where their events are.
   *
   * @param most how many places are worth having: with more, the caller reads the whole partition
   */
  public StreamTails tails(String partition, int most) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      // Both queries must see the same streams.
      sql.execute(dialect.beginRead());
      try {
        List<Snapshot> bases = new ArrayList<>();
        Map<StreamId, Long> after = streams(partition, bases);
        return new StreamTails(after, bases, sequences(partition, most));
      } finally {
        sql.execute("COMMIT");
      }
    }
  }

  private Map<StreamId, Long> streams(String partition, List<Snapshot> bases) throws SQLException {
    Map<StreamId, Long> after = new HashMap<>();
    open.setString(1, partition);
    try (ResultSet row = open.executeQuery()) {
      while (row.next()) {
        StreamId stream = new StreamId(partition, row.getString(1));
        byte[] state = row.getBytes(3);
        after.put(stream, state == null ? 0 : row.getLong(2));
        if (state != null) {
          bases.add(new Snapshot(stream, row.getLong(2), state));
        }
      }
    }
    return after;
  }

  private long @Nullable [] sequences(String partition, int most) throws SQLException {
    LongStream.Builder all = LongStream.builder();
    sequences.setString(1, partition);
    int found = 0;
    try (ResultSet row = sequences.executeQuery()) {
      while (row.next()) {
        if (++found > most) {
          return null;
        }
        all.add(row.getLong(1));
      }
    }
    return all.build().sorted().toArray();
  }
}
