package org.fleetreboot.journal.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.statement.PostgresDialect;
import org.fleetreboot.journal.sql.read.ReadStatements;
import org.fleetreboot.journal.sql.readmodel.ReadModelWriter;
import org.fleetreboot.journal.sql.write.Heads;

/** Fills the rows of the read models that one partition writes anew, in one transaction. */
final class PartitionRebuild {
  private static final int PAGE = 1_000;

  private final Connection connection;
  private final String partition;

  PartitionRebuild(Connection connection, String partition) {
    this.connection = connection;
    this.partition = partition;
  }

  /** Whether they say what the events say. */
  boolean isCurrent() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT p.position = coalesce(f.position, 0) FROM partition p"
                + " LEFT JOIN followed f USING (partition_no) WHERE p.name = ?")) {
      query.setString(1, partition);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * Fills them up to the head of the partition, which nobody else may write to.
   *
   * @param journal the name of the journal, for messages
   */
  void run(Heads heads, PostgresTables tables, String journal, LongWork work) throws SQLException {
    discard();
    EventCodec codec = new EventCodec();
    // Not closed, because that would close the connection.
    ReadStatements events = new ReadStatements(connection, new PostgresDialect(), journal);
    ReadModelWriter writer =
        new ReadModelWriter(
            connection, new PostgresDialect(), heads::streamNo, tables.groupNumbers());
    Position head = events.head(partition);
    Position read = Position.START;
    while (read.compareTo(head) < 0) {
      work.show("Rebuilding the read models of " + partition, read.value(), head.value());
      List<RecordedEvent> page = events.page(partition, read, PAGE);
      for (RecordedEvent event : page) {
        writer.apply(
            event.stream(), heads.streamNo(event.stream()), event.version(), codec.decode(event));
        read = event.position();
      }
      writer.follow(partition, read.value());
      writer.flush();
    }
  }

  private void discard() throws SQLException {
    if (partition.equals(StreamId.RUNS)) {
      update("DELETE FROM step WHERE ? <> ''", partition);
      update("DELETE FROM run WHERE ? <> ''", partition);
    } else {
      String hub = StreamId.hubOf(partition);
      update(
          "DELETE FROM run_device WHERE group_no IN (SELECT group_no FROM run_group WHERE hub = ?)",
          hub);
      update("DELETE FROM run_group WHERE hub = ?", hub);
      update("DELETE FROM fleet WHERE hub = ?", hub);
    }
  }

  private void update(String sql, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.executeUpdate();
    }
  }
}
