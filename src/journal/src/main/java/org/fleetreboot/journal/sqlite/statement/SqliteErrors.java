package org.fleetreboot.journal.sqlite.statement;

import java.nio.file.Path;
import java.sql.SQLException;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalFailed;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an SQLite error means for users of the journal. */
public final class SqliteErrors {
  private SqliteErrors() {}

  public static SQLiteErrorCode code(Throwable failed) {
    return failed instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /** True if a unique index refused a row. */
  public static boolean isConstraint(SQLException failed) {
    return isOf(failed, SQLiteErrorCode.SQLITE_CONSTRAINT);
  }

  /** True if the file is not what SQLite has written. */
  public static boolean isDamage(Throwable failed) {
    return isOf(failed, SQLiteErrorCode.SQLITE_CORRUPT)
        || isOf(failed, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** True if also the tables are not those that our statements name. */
  public static boolean isDamageForReaders(Throwable failed) {
    return isDamage(failed) || code(failed) == SQLiteErrorCode.SQLITE_ERROR;
  }

  public static JournalDamaged damaged(Path file, Throwable failed) {
    return new JournalDamaged(file, words(failed), failed);
  }

  /** Extended codes have the primary code in the low byte. */
  private static boolean isOf(Throwable failed, SQLiteErrorCode basic) {
    return (code(failed).code & 0xFF) == basic.code;
  }

  /** What happened, without the code before the text and its C name after it. */
  public static String words(Throwable failed) {
    if (isOf(failed, SQLiteErrorCode.SQLITE_READONLY)) {
      return "this user may not write to the file and its directory, which even reading needs";
    }
    String message = String.valueOf(failed.getMessage());
    if (code(failed) == SQLiteErrorCode.SQLITE_ERROR) {
      // What it says before "(no such column: x)" is the same for every error.
      return message.replaceFirst("(?s)^[^(]*\\((.*)\\)$", "$1");
    }
    return message.replaceFirst("^\\[SQLITE_\\w+] ", "").replaceFirst(" ?\\([^()]*\\)$", "");
  }

  public static JournalFailed whileWriting(Path file, Throwable failed) {
    if (isDamage(failed)) {
      return damaged(file, failed);
    }
    if (code(failed) == SQLiteErrorCode.SQLITE_FULL) {
      return new JournalFailed(
          "Journal %s has stopped: its disk is full, or the file has reached its limit. Make room, then start again; acknowledged events are safe."
              .formatted(file),
          failed);
    }
    return new JournalFailed(
        "Journal %s has stopped: writing failed (%s). It is unknown whether the last batch was written. Check the disk, then start again; acknowledged events are safe."
            .formatted(file, words(failed)),
        failed);
  }

  public static JournalFailed whileReading(Path file, SQLException failed) {
    if (isDamageForReaders(failed)) {
      return damaged(file, failed);
    }
    return new JournalFailed(
        "Journal %s cannot be read (%s). Check the disk, then start again."
            .formatted(file, words(failed)),
        failed);
  }
}
