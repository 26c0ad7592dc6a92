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
  public String beginRead() {
    return "BEGIN";
  }

  @Override
  public String notIndexed() {
    return "NOT INDEXED";
  }
}
