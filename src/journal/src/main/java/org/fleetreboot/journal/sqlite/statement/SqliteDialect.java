package org.fleetreboot.journal.sqlite.statement;

import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.sql.statement.Column;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.sql.statement.RowInsert;

/** What SQLite says otherwise. */
public final class SqliteDialect implements Dialect {
  @Override
  public RowInsert insert(Connection connection, String table, Column... columns)
      throws SQLException {
    return MultiRowInsert.refusing(connection, table, columns);
  }

  @Override
  public RowInsert replace(Connection connection, String table, Column... columns)
      throws SQLException {
    return MultiRowInsert.replacing(connection, table, columns);
  }

  @Override
  public String insertInto() {
    return MultiRowInsert.INSERT;
  }

  @Override
  public String beginWrite() {
    return "BEGIN IMMEDIATE";
  }

  /** As bytes, because the length of a text ends for SQLite at its first NUL. */
  @Override
  public String endsWith(String text, String end) {
    String bytes = "CAST(" + end + " AS BLOB)";
    return "%s = '' OR substr(CAST(%s AS BLOB), -length(%s)) = %s"
        .formatted(end, text, bytes, bytes);
  }

  @Override
  public String contains(String column) {
    return DetailContains.NAME + "(" + column + ", ?)";
  }

  @Override
  public boolean isFolded() {
    return false;
  }

  @Override
  public String beginRead() {
    return "BEGIN";
  }

  @Override
  public String notIndexed() {
    return "NOT INDEXED";
  }
}
