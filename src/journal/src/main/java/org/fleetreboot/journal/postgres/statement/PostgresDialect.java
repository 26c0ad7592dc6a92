package org.fleetreboot.journal.postgres.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.journal.sql.statement.Column;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.sql.statement.RowInsert;

/** What PostgreSQL says otherwise. */
public final class PostgresDialect implements Dialect {
  @Override
  public RowInsert insert(Connection connection, String table, Column... columns)
      throws SQLException {
    return new UnnestInsert(connection, table, "", columns);
  }

  @Override
  public RowInsert replace(Connection connection, String table, Column... columns)
      throws SQLException {
    String values =
        Stream.of(columns)
            .skip(1)
            .map(column -> "%1$s = excluded.%1$s".formatted(column.name()))
            .collect(Collectors.joining(", "));
    String conflict = "ON CONFLICT (%s) DO UPDATE SET %s".formatted(columns[0].name(), values);
    return new UnnestInsert(connection, table, conflict, columns);
  }

  @Override
  public String insertInto() {
    return "INSERT INTO";
  }

  @Override
  public String beginWrite() {
    return "BEGIN";
  }

  @Override
  public String endsWith(String text, String end) {
    return "%1$s = '' OR right(%2$s, length(%1$s)) = %1$s".formatted(end, text);
  }

  @Override
  public String contains(String column) {
    return "strpos(" + column + "_lower, ?) > 0";
  }

  /** Its own small letters depend on the locale of the database. */
  @Override
  public boolean isFolded() {
    return true;
  }

  @Override
  public String beginRead() {
    return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  }

  @Override
  public String notIndexed() {
    return "";
  }
}
