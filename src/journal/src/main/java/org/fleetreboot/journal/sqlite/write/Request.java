package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;
import org.fleetreboot.journal.JournalFailed;

/** One waiting call: written together with others, answered when durable. */
interface Request {
  /** About how many rows it writes. */
  int rows();

  /** Writes it, or finds that it must be refused; starts over when called again. */
  void write(Heads heads, Tables tables, long nowMillis) throws SQLException;

  /** Answers the caller after the commit. */
  void acknowledge();

  /** Answers the caller if there is no commit. */
  void fail(JournalFailed failed);
}
