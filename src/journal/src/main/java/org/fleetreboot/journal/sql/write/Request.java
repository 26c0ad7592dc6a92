package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.PartitionLost;

/** One waiting call: written together with others, answered when durable. */
public interface Request {
  /** About how many rows it writes. */
  int rows();

  /** Whether it is written in a transaction of its own. */
  default boolean isAlone() {
    return false;
  }

  /**
   * Writes it, or finds that it must be refused; starts over when called again.
   *
   * @throws PartitionLost if it must be refused for that, and nothing was written yet
   */
  void write(Heads heads, Tables tables, long nowMillis) throws SQLException;

  /** Has the commit, which it is no part of, answer the caller with that. */
  void refuse(PartitionLost lost);

  /** Answers the caller after the commit. */
  void acknowledge();

  /** Answers the caller if there is no commit. */
  void fail(JournalFailed failed);
}
