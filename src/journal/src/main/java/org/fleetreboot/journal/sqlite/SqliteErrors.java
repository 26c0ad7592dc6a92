package org.fleetreboot.journal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.fleetreboot.journal.JournalFailed;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for those who use the journal. */
final class SqliteErrors {
  private SqliteErrors() {}

  static SQLiteErrorCode code(Throwable failed) {
    return failed instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** True if a unique index refused a row; extended codes carry the basic one in the low byte. */
  static boolean isConstraint(SQLException failed) {
    return (code(failed).code & 0xFF) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }

  static JournalFailed whileWriting(Path file, Throwable failed) {
    if (code(failed) == SQLiteErrorCode.SQLITE_FULL) {
      return new JournalFailed(
          "Journal %s has stopped: its disk is full, or the file has reached its limit. Make room, then start again; what was acknowledged is kept."
              .formatted(file),
          failed);
    }
    return new JournalFailed(
        "Journal %s has stopped: writing failed (%s). Whether the last batch was kept is unknown. Check the disk, then start again; what was acknowledged is kept."
            .formatted(file, failed.getMessage()),
        failed);
  }

  static JournalFailed whileReading(Path file, SQLException failed) {
    return new JournalFailed(
        "Journal %s cannot be read (%s). Check the disk, then start again."
            .formatted(file, failed.getMessage()),
        failed);
  }
}
