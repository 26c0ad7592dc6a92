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

  /** Begins a statement that inserts; a conflict that it does not resolve fails the transaction. */
  String insertInto();

  /** Begins a transaction that writes; {@code COMMIT} ends it. */
  String beginWrite();

  /**
   * A condition: whether a text ends with another one.
   *
   * @param text an expression
   * @param end an expression
   */
  String endsWith(String text, String end);

  /**
   * A condition: whether a column contains the text that is its only parameter, in small letters,
   * in any case of letters.
   *
   * @param column its name; with {@code _lower} behind it, that of the second one
   */
  String contains(String column);

  /** Whether {@link #contains} looks at a second column, in which the text is in small letters. */
  boolean isFolded();

  /** Begins a transaction that reads one state of the database; {@code ROLLBACK} ends it. */
  String beginRead();

  /** Behind the name of a table so small, or so asked, that no index is to be used. */
  String notIndexed();
}
