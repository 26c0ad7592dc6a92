package org.fleetreboot.journal.sql.statement;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts rows into one table, many with one statement. Not thread-safe. */
public interface RowInsert {
  /** Adds a row behind those that wait; a value for each column. */
  void add(@Nullable Object... row) throws SQLException;

  /** Inserts the rows that wait. */
  void flush() throws SQLException;
}
