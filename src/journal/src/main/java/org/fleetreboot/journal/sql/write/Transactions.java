package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.JournalFailed;

/** Writes one batch after another, each in one transaction. Only for the writer's thread. */
public interface Transactions extends AutoCloseable {
  /**
   * Makes the batch durable. After an exception nobody knows what was stored: write no more.
   *
   * @throws JournalFailed if it says for itself what has happened
   */
  void commit(List<Request> batch) throws SQLException;

  /** What an error in {@link #commit} means for users of the journal. */
  JournalFailed failed(Throwable error);

  /** Called by another thread when no more than what waits is to be written. */
  default void closing() {}

  @Override
  void close() throws SQLException;
}
