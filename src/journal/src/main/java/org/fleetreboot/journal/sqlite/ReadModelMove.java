package org.fleetreboot.journal.sqlite;

import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelSchema;

/** Takes the rows of the read models along when runs leave a journal. */
final class ReadModelMove {
  private ReadModelMove() {}

  /** Copies the rows of those runs to the attached archive. */
  static void copy(Statement sql, String runs) throws SQLException {
    ReadModelSchema.copyRuns(sql, "archive", runs);
  }

  /** Says that the read models of an archive hold what its events say. */
  static void complete(Statement archive) throws SQLException {
    ReadModelSchema.completeHere(archive);
  }

  /** Removes the rows of those runs. */
  static void remove(Statement sql, String runs) throws SQLException {
    ReadModelSchema.removeRuns(sql, runs);
  }
}
