package org.fleetreboot.journal.sql.verify;

import java.sql.SQLException;
import org.fleetreboot.journal.RecordedEvent;

/**
 * Something that a verification compares with the events, which it reads once: first those of the
 * runs, then those of each hub, in their order. To verify more, hand another check to {@link
 * EventVerification#run}.
 */
public interface Check extends AutoCloseable {
  /**
   * The next event, whose hash fits.
   *
   * @param decoded what it says
   * @throws RuntimeException if it is not what the program would have written; the message says why
   */
  void event(RecordedEvent event, Object decoded, long streamNo) throws SQLException;

  /** After the last event. It is not called if an event was at fault. */
  default void end(Findings findings) throws SQLException {}

  /** Frees what it holds, however the verification ends. */
  @Override
  default void close() throws SQLException {}
}
