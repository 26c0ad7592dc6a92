package org.fleetreboot.journal.sqlite.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Inserts many rows per statement: measured 1.7 times the rate of one statement per row. A conflict
 * rolls the whole transaction back: otherwise SQLite, to undo the statement alone, would copy each
 * page before it changes it, and write more to a temporary file than to the log.
 */
public final class MultiRowInsert {
  /** Beyond 32 rows, more gain little. */
  private static final int ROWS = 32;

  private final PreparedStatement many;
  private final PreparedStatement one;
  private final List<Object[]> waiting = new ArrayList<>(ROWS);

  /**
   * @param into table and columns, such as {@code t(a, b)}
   */
  public MultiRowInsert(Connection connection, String into, int columns) throws SQLException {
    this(connection, "INSERT OR ROLLBACK INTO ", into, columns);
  }

  /** The same, and each row takes the place of the one with the same key. */
  public static MultiRowInsert replacing(Connection connection, String into, int columns)
      throws SQLException {
    return new MultiRowInsert(connection, "INSERT OR REPLACE INTO ", into, columns);
  }

  private MultiRowInsert(Connection connection, String how, String into, int columns)
      throws SQLException {
    String row = "(" + String.join(",", Collections.nCopies(columns, "?")) + ")";
    String insert = how + into + " VALUES ";
    many = connection.prepareStatement(insert + String.join(",", Collections.nCopies(ROWS, row)));
    one = connection.prepareStatement(insert + row);
  }

  public void add(Object... row) throws SQLException {
    waiting.add(row);
    if (waiting.size() == ROWS) {
      execute(many, waiting);
      waiting.clear();
    }
  }

  /** Inserts the remaining rows. */
  public void flush() throws SQLException {
    for (Object[] row : waiting) {
      execute(one, Collections.singletonList(row));
    }
    waiting.clear();
  }

  private static void execute(PreparedStatement insert, List<Object[]> rows) throws SQLException {
    int parameter = 1;
    for (Object[] row : rows) {
      for (Object value : row) {
        insert.setObject(parameter++, value);
      }
    }
    insert.executeUpdate();
  }
}
