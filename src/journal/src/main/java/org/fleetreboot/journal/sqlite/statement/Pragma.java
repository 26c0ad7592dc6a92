package org.fleetreboot.journal.sqlite.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.JournalRefused;

/** Settings of one connection, each read back, because SQLite ignores unknown settings. */
public final class Pragma {
  private Pragma() {}

  /** Sets a numeric setting and verifies it. */
  public static void set(Statement sql, String name, long value) throws SQLException {
    sql.execute("PRAGMA " + name + "=" + value);
    requireSame(name, Long.toString(value), Long.toString(read(sql, name)));
  }

  /** Sets a setting with a textual value and verifies it. */
  public static void set(Statement sql, String name, String value) throws SQLException {
    sql.execute("PRAGMA " + name + "=" + value);
    requireSame(name, value, text(sql, "PRAGMA " + name));
  }

  public static long read(Statement sql, String name) throws SQLException {
    return number(sql, "PRAGMA " + name);
  }

  public static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  private static String text(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      return row.getString(1);
    }
  }

  private static void requireSame(String name, String wanted, String got) {
    if (!wanted.equals(got)) {
      throw new JournalRefused(
          "PRAGMA %s is %s instead of %s, so the journal would not be safe here. Put it on a local disk (not NFS or SMB)."
              .formatted(name, got, wanted));
    }
  }
}
