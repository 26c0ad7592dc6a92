package org.fleetreboot.journal.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.statement.PostgresDialect;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.readmodel.InlineReadModels;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sql.write.Request;
import org.postgresql.PGConnection;

/** What the writer knows over one connection, up to the next rollback. */
final class Session {
  final Connection connection;
  final PostgresTables tables;
  final Heads heads;

  /** Where the partitions end that the transaction under way writes to, once it is complete. */
  Map<String, PartitionHead> ends = Map.of();

  private final int backend;

  private Session(Connection connection, PostgresTables tables, int backend) throws SQLException {
    this.connection = connection;
    this.tables = tables;
    this.backend = backend;
    heads = Heads.load(tables, Heads.REMEMBERED);
    tables.project(
        new InlineReadModels(connection, new PostgresDialect(), heads, tables.groupNumbers()));
  }

  /**
   * Begins on that connection.
   *
   * @param inDoubt partitions that others have taken while a commit to them was under way
   */
  static Session on(Connection connection, Map<String, Owned> owned, Set<String> inDoubt)
      throws SQLException {
    connection.setAutoCommit(false);
    int backend = connection.unwrap(PGConnection.class).getBackendPID();
    Session session =
        new Session(connection, new PostgresTables(connection, owned, inDoubt), backend);
    connection.rollback(); // what it has read has begun a transaction
    return session;
  }

  /** Writes the batch; a request for a partition that this node does not have is refused alone. */
  void write(List<Request> batch, long nowMillis) throws SQLException {
    ends = Map.of();
    for (Request request : batch) {
      try {
        request.write(heads, tables, nowMillis);
      } catch (PartitionLost lost) {
        if (tables.has(lost.partition())) {
          throw lost;
        }
        request.refuse(lost);
      }
    }
    heads.save();
    tables.flush();
    ends = tables.ends();
  }

  void commit() throws SQLException {
    connection.commit();
    ends = Map.of();
  }

  /** Whether the connection is gone, and not only its transaction. */
  boolean isLost(SQLException failed) {
    try {
      return PostgresErrors.isUnreachable(failed)
          || PostgresErrors.isReadOnly(failed)
          || connection.isClosed();
    } catch (SQLException gone) {
      return true;
    }
  }

  /** Closes the connection without a word to the server, which may not answer. */
  void abandon() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // It is gone already.
    }
  }

  /**
   * Ends this connection on the side of the server, where its transaction may still be under way.
   * Without it the next taking would wait for that to time out. If its number is another node's by
   * now, that one connects again.
   */
  void endBackend(Connection other) throws SQLException {
    try (PreparedStatement end =
        other.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ?"
                + " AND usename = current_user AND application_name ="
                + " current_setting('application_name') AND pid <> pg_backend_pid()")) {
      end.setInt(1, backend);
      end.execute();
    }
  }
}
