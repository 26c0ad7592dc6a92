package org.fleetreboot.journal.postgres.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.connect.PostgresSchema;
import org.fleetreboot.journal.postgres.statement.PostgresDialect;
import org.fleetreboot.journal.sql.read.ReadStatements;
import org.fleetreboot.journal.sql.read.SqlReader;
import org.fleetreboot.journal.sql.read.SqlSnapshots;
import org.fleetreboot.journal.sql.readmodel.SqlFleetView;
import org.fleetreboot.journal.view.FleetView;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions, whoever writes them. A read whose connection was lost is repeated once, on
 * another one. Thread-safe.
 */
public final class PostgresReader extends SqlReader {
  /** One for a reader that follows all events, the others for people. */
  private static final int CONNECTIONS = 4;

  /** How long a read waits for a connection, before it fails as unreachable. */
  private static final long PATIENCE_MILLIS = 10_000;

  private final PostgresAddress address;
  private final @Nullable UUID hold;
  private final HikariDataSource pool;
  private final Map<Long, String> typeNames = new ConcurrentHashMap<>();
  private final FleetView view;

  private PostgresReader(PostgresAddress address, @Nullable UUID hold) {
    this.address = address;
    this.hold = hold;
    HikariConfig config = new HikariConfig();
    config.setPoolName("journal-readers");
    config.setDataSource(PostgresConnections.source(address));
    config.setReadOnly(true);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
    view =
        new SqlFleetView(
            address.toString(), new PostgresDialect(), this::snapshot, this::requireFollowed);
  }

  /** Tables of a version before are made anew when their partition is taken. */
  private void requireFollowed(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet behind =
            sql.executeQuery(
                "SELECT p.name FROM partition p LEFT JOIN followed f USING (partition_no)"
                    + " WHERE p.position <> coalesce(f.position, 0) LIMIT 1")) {
      if (behind.next()) {
        throw new JournalRefused(
            "The read models of %s in the journal at %s are incomplete: run ./fleet-reboot journal rebuild, or start the program, which rebuilds them from the events."
                .formatted(behind.getString(1), address));
      }
    }
  }

  /**
   * Opens a journal that is there, and changes nothing.
   *
   * @throws org.fleetreboot.journal.JournalUnreachable if the server does not answer
   * @throws org.fleetreboot.journal.JournalRefused if there is no journal, or none that this
   *     program reads
   */
  public static PostgresReader open(PostgresAddress address) {
    PostgresSchema.requireCurrent(address);
    return new PostgresReader(address, null);
  }

  /**
   * The reader of a node.
   *
   * @param hold what its writer takes partitions with
   */
  public static PostgresReader of(PostgresAddress address, UUID hold) {
    return new PostgresReader(address, hold);
  }

  /**
   * Whether there is a journal in that database.
   *
   * @throws org.fleetreboot.journal.JournalUnreachable if the server does not answer
   */
  public static boolean isThere(PostgresAddress address) {
    return PostgresSchema.isThere(address);
  }

  /**
   * Whether a node works with the journal: it has a partition, and is connected. A node that was
   * killed is not, although it has given nothing back.
   */
  public boolean isWorkedWith() {
    return query(
        statements -> {
          try (PreparedStatement query =
              statements
                  .connection()
                  .prepareStatement(
                      "SELECT EXISTS (SELECT FROM partition JOIN pg_stat_activity"
                          + " ON application_name = ? || hold::text)")) {
            query.setString(1, PostgresConnections.WRITER);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }

  /** When the newest event was recorded; empty if there is none. */
  public Optional<Instant> lastWritten() {
    return query(
        statements -> {
          try (PreparedStatement query =
                  statements
                      .connection()
                      .prepareStatement(
                          "SELECT max(recorded_at) FROM partition JOIN event"
                              + " ON sequence = (partition_no << 40 | position)");
              ResultSet row = query.executeQuery()) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
          }
        });
  }

  @Override
  protected <T> T query(Query<T> query) {
    try {
      return ask(query);
    } catch (SQLException failed) {
      if (pool.isClosed()) {
        throw new JournalFailed("Journal " + address + " is closed: nothing can be read.");
      }
      if (!PostgresErrors.isUnreachable(failed)) {
        throw PostgresErrors.whileReading(address, failed);
      }
    }
    try {
      return ask(query);
    } catch (SQLException again) {
      throw PostgresErrors.whileReading(address, again);
    }
  }

  private <T> T ask(Query<T> query) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return query.on(
          new ReadStatements(connection, new PostgresDialect(), address.toString(), typeNames));
    }
  }

  /** A node that has taken a partition, for people; empty if none has. */
  public Optional<String> owner() {
    return query(
        statements -> {
          try (Statement sql = statements.connection().createStatement();
              ResultSet row =
                  sql.executeQuery("SELECT owner FROM partition WHERE hold IS NOT NULL LIMIT 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
          }
        });
  }

  @Override
  public SnapshotReader snapshots() {
    return new SqlSnapshots(this) {
      @Override
      public int format() {
        return query(statements -> snapshotFormat(statements.connection()));
      }
    };
  }

  /** The oldest of the partitions that this node has, or of all. */
  private int snapshotFormat(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(min(snapshot_format), 0) FROM partition"
                + (hold == null ? "" : " WHERE hold = ?"))) {
      if (hold != null) {
        query.setObject(1, hold);
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Override
  public FleetView view() {
    return view;
  }

  @Override
  public void close() {
    pool.close();
  }
}
