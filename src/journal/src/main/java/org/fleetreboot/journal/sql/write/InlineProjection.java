package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamId;

/**
 * Tables that say the same as the events in another form. They change in the transaction that adds
 * the events, and can be thrown away and rebuilt. Only for the writer's thread.
 */
public interface InlineProjection {
  /** One event was added; the rows of events are flushed before those of projections. */
  void added(
      StreamId stream, long streamNo, long position, long version, NewEvent event, long recordedAt)
      throws SQLException;

  /** Writes the rows that wait, just before the commit. */
  void flush() throws SQLException;
}
