package org.fleetreboot.journal.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.event.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Takes partitions and gives them back. Each taking raises the epoch, and waits for a commit of the
 * node before that is under way.
 */
final class Holding {
  private static final String RETURNING =
      " RETURNING name, epoch, partition_no, position, hash, (SELECT count(*) FROM event"
          + " WHERE sequence = (partition_no << 40) + position AND event.hash = partition.hash),"
          + " (SELECT max(stream_no) FROM stream s WHERE s.partition_no = partition.partition_no)";

  private final PostgresSettings settings;

  private final UUID hold;

  /**
   * @param hold of this journal since it was opened: tells its own takings from those of others
   */
  Holding(PostgresSettings settings, UUID hold) {
    this.settings = settings;
    this.hold = hold;
  }

  /** Takes a partition from whoever has it. */
  Owned take(Connection connection, String name) throws SQLException {
    try (PreparedStatement create =
            connection.prepareStatement(
                """
                INSERT INTO partition(name, position, hash, epoch, snapshot_format)
                SELECT ?, 0, ?, 0, coalesce(max(snapshot_format), 0) FROM partition
                ON CONFLICT (name) DO NOTHING
                """);
        PreparedStatement take =
            connection.prepareStatement(
                "UPDATE partition SET epoch = epoch + 1, owner = ?, hold = ?, taken_at = now()"
                    + " WHERE name = ?"
                    + RETURNING)) {
      create.setString(1, name);
      create.setBytes(2, new HashChain().start(name));
      create.executeUpdate();
      take.setString(1, settings.node());
      take.setObject(2, hold);
      take.setString(3, name);
      try (ResultSet row = take.executeQuery()) {
        row.next();
        return owned(row);
      }
    }
  }

  /** Takes a partition again that this node has taken; null if another has taken it since. */
  @Nullable Owned takeAgain(Connection connection, String name) throws SQLException {
    try (PreparedStatement take =
        connection.prepareStatement(
            "UPDATE partition SET epoch = epoch + 1 WHERE name = ? AND hold = ?" + RETURNING)) {
      take.setString(1, name);
      take.setObject(2, hold);
      try (ResultSet row = take.executeQuery()) {
        return row.next() ? owned(row) : null;
      }
    }
  }

  private Owned owned(ResultSet row) throws SQLException {
    PartitionHead head = new PartitionHead(row.getLong(3), row.getLong(4), row.getBytes(5));
    if (head.position() > 0 && row.getLong(6) == 0) {
      throw new JournalDamaged(
          settings.address().toString(),
          "the last event of %s, %d, is missing or another one"
              .formatted(row.getString(1), head.position()));
    }
    return new Owned(row.getString(1), row.getLong(2), head, Sequence.position(row.getLong(7)));
  }

  /** Gives a partition back, if this node has it. */
  void release(Connection connection, String name) throws SQLException {
    try (PreparedStatement release =
        connection.prepareStatement(
            "UPDATE partition SET owner = NULL, hold = NULL, taken_at = NULL"
                + " WHERE name = ? AND hold = ?")) {
      release.setString(1, name);
      release.setObject(2, hold);
      release.executeUpdate();
    }
  }
}
