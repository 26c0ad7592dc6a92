package org.fleetreboot.journal.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal in PostgreSQL is, described by what a backup that is restored elsewhere does not
 * have: the identifier of the server's files, which a standby shares with its primary.
 */
public final class PostgresPlace {
  private PostgresPlace() {}

  /**
   * The place of the database.
   *
   * @param name the operator's name for the place; null for none
   * @throws org.fleetreboot.journal.JournalUnreachable if the server does not answer
   */
  public static JournalPlace of(PostgresAddress address, @Nullable String name) {
    try (Connection connection = PostgresConnections.source(address).getConnection();
        Statement sql = connection.createStatement()) {
      return new JournalPlace(marks(address, sql), name, address.place());
    } catch (SQLException failed) {
      throw PostgresErrors.whileOpening(address, failed);
    }
  }

  private static String marks(PostgresAddress address, Statement sql) throws SQLException {
    try (ResultSet allowed =
        sql.executeQuery("SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")) {
      allowed.next();
      if (!allowed.getBoolean(1)) {
        return "server " + address.place();
      }
    }
    try (ResultSet row =
        sql.executeQuery("SELECT system_identifier, current_database() FROM pg_control_system()")) {
      row.next();
      return "system %d, database %s".formatted(row.getLong(1), row.getString(2));
    }
  }
}
