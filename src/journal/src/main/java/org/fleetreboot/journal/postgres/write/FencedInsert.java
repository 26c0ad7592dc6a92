package org.fleetreboot.journal.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.postgres.statement.ColumnArrays;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.statement.Column;

/**
 * Inserts the events of a partition and moves its head with one statement, if the partition still
 * has the epoch that it was taken with. The row of the partition stays locked up to the commit, so
 * whoever takes the partition waits for it, and sees those events.
 */
final class FencedInsert {
  private static final Column[] COLUMNS = {
    Column.number("sequence"),
    Column.number("stream_no"),
    Column.number("version"),
    Column.number("type_no"),
    Column.number("recorded_at"),
    Column.bytes("event_id"),
    Column.bytes("hash"),
    Column.bytes("data")
  };

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement fence;

  FencedInsert(Connection connection) throws SQLException {
    this.connection = connection;
    insert =
        connection.prepareStatement(
            """
            WITH fence AS (
              UPDATE partition SET position = ?, hash = ?
              WHERE partition_no = ? AND epoch = ? AND position = ? RETURNING partition_no)
            INSERT INTO event(
              sequence, stream_no, version, type_no, recorded_at, event_id, hash, data)
            SELECT e.* FROM fence, unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
              ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[]) e
            """);
    fence =
        connection.prepareStatement(
            "SELECT epoch FROM partition WHERE partition_no = ? AND epoch = ? FOR NO KEY UPDATE");
  }

  /** The events that wait for one partition. */
  static final class Batch {
    private final Owned owned;
    private final List<Object[]> rows = new ArrayList<>();
    private PartitionHead stored;
    private PartitionHead end;
    private boolean isFenced;

    Batch(Owned owned) {
      this.owned = owned;
      stored = owned.head();
      end = owned.head();
    }

    void add(Object... row) {
      rows.add(row);
    }

    void end(PartitionHead head) {
      end = head;
    }

    /** Where the partition ends with these events. */
    PartitionHead end() {
      return end;
    }
  }

  /**
   * Stores what waits.
   *
   * @throws PartitionLost if another node has taken the partition: roll back
   */
  void flush(Batch batch) throws SQLException {
    if (batch.rows.isEmpty()) {
      if (!batch.isFenced) {
        fence(batch);
      }
      return;
    }
    insert.setLong(1, batch.end.position());
    insert.setBytes(2, batch.end.hash());
    insert.setLong(3, batch.owned.head().partitionNo());
    insert.setLong(4, batch.owned.epoch());
    insert.setLong(5, batch.stored.position());
    for (int i = 0; i < COLUMNS.length; i++) {
      insert.setArray(6 + i, ColumnArrays.of(connection, COLUMNS[i], batch.rows, i));
    }
    if (insert.executeUpdate() != batch.rows.size()) {
      throw PartitionLost.of(batch.owned.name());
    }
    batch.rows.clear();
    batch.stored = batch.end;
    batch.isFenced = true;
  }

  private void fence(Batch batch) throws SQLException {
    fence.setLong(1, batch.owned.head().partitionNo());
    fence.setLong(2, batch.owned.epoch());
    try (ResultSet row = fence.executeQuery()) {
      if (!row.next()) {
        throw PartitionLost.of(batch.owned.name());
      }
    }
    batch.isFenced = true;
  }
}
