package org.fleetreboot.journal.postgres.connect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fleetreboot.journal.JournalRefused;
import org.postgresql.PGProperty;

/** Opens connections with the settings that the journal's guarantees need. */
public final class PostgresConnections {
  /** How long to wait for a server that does not answer the first packet. */
  private static final String CONNECT_SECONDS = "5";

  /** How long a commit may take before its connection counts as lost. */
  private static final String ANSWER_SECONDS = "30";

  /**
   * A transaction whose client is gone without a word holds its rows no longer: less than {@link
   * #ANSWER_SECONDS}, so that who waits for the rows outlives it.
   */
  private static final int IDLE_TRANSACTION_MILLIS = 10_000;

  /** By which an administrator recognizes us in {@code pg_stat_activity}. */
  private static final String NAME = "fleet-reboot";

  /** Before the hold of a writer, in the name of its connection. */
  public static final String WRITER = NAME + " writer ";

  private PostgresConnections() {}

  /** Opens connections with no settings of their own. */
  public static DataSource source(PostgresAddress address) {
    return source(address, NAME);
  }

  private static DataSource source(PostgresAddress address, String name) {
    return address.source(
        Map.of(
            PGProperty.APPLICATION_NAME,
            name,
            PGProperty.CONNECT_TIMEOUT,
            CONNECT_SECONDS,
            PGProperty.SOCKET_TIMEOUT,
            ANSWER_SECONDS,
            PGProperty.TCP_KEEP_ALIVE,
            "true"));
  }

  /** Opens connections for work that may take long, such as the creation of an index. */
  public static DataSource patientSource(PostgresAddress address) {
    return address.source(
        Map.of(
            PGProperty.APPLICATION_NAME, NAME,
            PGProperty.CONNECT_TIMEOUT, CONNECT_SECONDS,
            PGProperty.TCP_KEEP_ALIVE, "true"));
  }

  /**
   * A connection that commits durably.
   *
   * @param hold what it takes partitions with; the server shows it as long as the writer lives
   * @throws JournalRefused if the server cannot be made to
   */
  public static Connection writer(PostgresAddress address, UUID hold) throws SQLException {
    Connection connection = source(address, WRITER + hold).getConnection();
    try (Statement sql = connection.createStatement()) {
      requireWritable(address, sql);
      if (!setting(sql, "synchronous_commit").equals("remote_apply")) {
        sql.execute("SET synchronous_commit = on");
      }
      sql.execute("SET idle_in_transaction_session_timeout = " + IDLE_TRANSACTION_MILLIS);
      require(address, sql, "synchronous_commit", "on", "remote_apply");
      require(address, sql, "fsync", "on");
      require(address, sql, "full_page_writes", "on");
      require(address, sql, "server_encoding", "UTF8");
      return connection;
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private static void requireWritable(PostgresAddress address, Statement sql) throws SQLException {
    if (setting(sql, "transaction_read_only").equals("on")) {
      throw new SQLException("PostgreSQL at " + address + " only reads", PostgresErrors.READ_ONLY);
    }
  }

  private static void require(PostgresAddress address, Statement sql, String name, String... wanted)
      throws SQLException {
    String got = setting(sql, name);
    if (!Set.of(wanted).contains(got)) {
      throw new JournalRefused(
          "PostgreSQL at %s has %s = %s instead of %s, so the journal would not be safe there: change it in postgresql.conf%s."
              .formatted(
                  address,
                  name,
                  got,
                  wanted[0],
                  name.equals("server_encoding") ? ", or create a database with UTF8" : ""));
    }
  }

  private static String setting(Statement sql, String name) throws SQLException {
    try (ResultSet row = sql.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Compares the clock of this node with that of the server, which all nodes share.
   *
   * @throws JournalRefused if they are further apart than that
   */
  public static void requireSameTime(
      PostgresSettings settings, Connection connection, InstantSource clock) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS millis")) {
      row.next();
      Instant there = Instant.ofEpochMilli(row.getLong(1));
      Duration apart = Duration.between(there, clock.instant()).abs();
      if (apart.compareTo(settings.maxClockDifference()) > 0) {
        throw new JournalRefused(
            "The clock of this node is %d seconds away from that of PostgreSQL at %s, and at most %d are allowed: set both by NTP."
                .formatted(
                    apart.toSeconds(),
                    settings.address(),
                    settings.maxClockDifference().toSeconds()));
      }
    }
  }
}
