package org.fleetreboot.journal.postgres.statement;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.sql.statement.Column;
import org.jspecify.annotations.Nullable;

/** Columns of many rows as parameters of one statement. */
public final class ColumnArrays {
  private ColumnArrays() {}

  static String type(Column column) {
    return switch (column.type()) {
      case NUMBER -> "bigint";
      case TEXT -> "text";
      case BYTES -> "bytea";
    };
  }

  public static Array of(
      Connection connection, Column column, List<@Nullable Object[]> rows, int at)
      throws SQLException {
    @Nullable Object[] values =
        switch (column.type()) {
          case NUMBER -> new Long[rows.size()];
          case TEXT -> new String[rows.size()];
          case BYTES -> new byte[rows.size()][];
        };
    for (int i = 0; i < values.length; i++) {
      Object value = rows.get(i)[at];
      values[i] = value instanceof Integer number ? Long.valueOf(number) : value;
    }
    return connection.createArrayOf(type(column), values);
  }

  /** Numbers as one parameter. */
  public static Array of(Connection connection, long[] numbers) throws SQLException {
    Long[] boxed = java.util.Arrays.stream(numbers).boxed().toArray(Long[]::new);
    return connection.createArrayOf("bigint", boxed);
  }
}
