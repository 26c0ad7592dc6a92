package org.fleetreboot.journal.sql.statement;

import java.sql.Connection;
import java.sql.SQLException;

/** What the statements of one database say otherwise than those of another. */
public interface Dialect {
  /** Inserts rows; one whose key is there already fails the transaction. */
  RowInsert insert(Connection connection, String table, Column... columns) throws SQLException;

  /**
   * Inserts rows, each in the place of the one with the same key.
   *
   * @param columns the first of them is the key
   */
  RowInsert replace(Connection connection, String table, Column... columns) throws SQLException;

  /** Begins a transaction that reads one state of the database; {@code ROLLBACK} ends it. */
  String beginRead();

  /** Behind the name of a table so small, or so asked, that no index is to be used. */
  String notIndexed();
}
