package org.fleetreboot.journal.sqlite;

import java.sql.SQLException;
import org.fleetreboot.journal.JournalFailed;

/** One call that waits for its turn: written with others, answered when that is durable. */
interface Request {
  /** How many rows it writes, about. */
  int rows();

  /** Writes it, or finds that it must be refused; starts afresh when called again. */
  void write(Heads heads, Tables tables, long nowMillis) throws SQLException;

  /** Answers the caller after the commit. */
  void acknowledge();

  /** Answers the caller when there is no commit. */
  void fail(JournalFailed failed);
}
