package org.fleetreboot.journal.postgres.connect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.JournalRefused;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of a journal in PostgreSQL, brought to the state that this program knows. */
public final class PostgresSchema {
  private static final String MIGRATIONS = "classpath:org/fleetreboot/journal/postgres";

  /** Which migrations were made, beside the tables. */
  private static final String HISTORY = "fleet_reboot_schema";

  private PostgresSchema() {}

  /**
   * Creates or changes the tables, as the only one who does.
   *
   * @throws JournalRefused if a newer program made them, or the user may not write to them
   */
  public static void migrate(PostgresAddress address) throws SQLException {
    Flyway flyway = flyway(address);
    try {
      requireKnown(address, flyway);
      flyway.migrate();
    } catch (FlywayException failed) {
      throw PostgresErrors.whileOpening(address, failed);
    }
    try (Connection connection = PostgresConnections.source(address).getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT has_table_privilege('event', 'INSERT')"
                    + " AND has_table_privilege('partition', 'UPDATE')")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw PostgresErrors.noRight(address, null);
      }
    }
  }

  /**
   * Refuses a database that this program cannot read.
   *
   * @throws JournalRefused if there is no journal, or its tables are of another version
   */
  public static void requireCurrent(PostgresAddress address) {
    try {
      Flyway flyway = flyway(address);
      requireKnown(address, flyway);
      if (!isThere(flyway)) {
        throw new JournalRefused("There is no journal at %s.".formatted(address));
      }
      if (flyway.info().pending().length > 0) {
        throw new JournalRefused(
            "The journal at %s has schema %s, and this program reads a newer one: start the program with it once."
                .formatted(address, flyway.info().current().getVersion()));
      }
    } catch (FlywayException failed) {
      throw PostgresErrors.whileOpening(address, failed);
    }
  }

  /**
   * Whether there is a journal in that database.
   *
   * @throws org.fleetreboot.journal.JournalUnreachable if the server does not answer
   */
  public static boolean isThere(PostgresAddress address) {
    try {
      return isThere(flyway(address));
    } catch (FlywayException failed) {
      throw PostgresErrors.whileOpening(address, failed);
    }
  }

  private static boolean isThere(Flyway flyway) {
    MigrationInfo current = flyway.info().current();
    return current != null && !current.getVersion().equals(MigrationVersion.fromVersion("0"));
  }

  private static void requireKnown(PostgresAddress address, Flyway flyway) {
    MigrationVersion newest = MigrationVersion.fromVersion("0");
    for (MigrationInfo migration : flyway.info().all()) {
      if (migration.getState().isResolved() && migration.getVersion() != null) {
        newest = migration.getVersion();
      }
    }
    MigrationInfo current = flyway.info().current();
    if (current != null && current.getVersion().compareTo(newest) > 0) {
      throw new JournalRefused(
          "The journal at %s has schema %s, and this program reads schema %s: start the newer program that wrote it."
              .formatted(address, current.getVersion(), newest));
    }
  }

  private static Flyway flyway(PostgresAddress address) {
    return Flyway.configure()
        .dataSource(PostgresConnections.patientSource(address))
        .locations(MIGRATIONS)
        .table(HISTORY)
        // Its tables lie beside others: those of the scheduler, or of the users.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .loggers("slf4j")
        .load();
  }
}
