package org.fleetreboot.journal.postgres.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.journal.sql.statement.Column;
import org.fleetreboot.journal.sql.statement.RowInsert;
import org.jspecify.annotations.Nullable;

/**
 * Inserts all rows that wait with one statement, whose parameters are the columns as arrays: one
 * plan for any number of rows.
 */
final class UnnestInsert implements RowInsert {
  private final Connection connection;
  private final PreparedStatement insert;
  private final Column[] columns;
  private final List<@Nullable Object[]> waiting = new ArrayList<>();

  /**
   * @param conflict what to do with a row whose key is there; empty = fail
   */
  UnnestInsert(Connection connection, String table, String conflict, Column... columns)
      throws SQLException {
    this.connection = connection;
    this.columns = columns;
    String names = Stream.of(columns).map(Column::name).collect(Collectors.joining(", "));
    String arrays =
        Stream.of(columns)
            .map(column -> "?::" + ColumnArrays.type(column) + "[]")
            .collect(Collectors.joining(", "));
    insert =
        connection.prepareStatement(
            "INSERT INTO %s(%s) SELECT * FROM unnest(%s) %s"
                .formatted(table, names, arrays, conflict));
  }

  @Override
  public void add(@Nullable Object... row) {
    waiting.add(row);
  }

  @Override
  public void flush() throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      insert.setArray(i + 1, ColumnArrays.of(connection, columns[i], waiting, i));
    }
    insert.executeUpdate();
    waiting.clear();
  }
}
