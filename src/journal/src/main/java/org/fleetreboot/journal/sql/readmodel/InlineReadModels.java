package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.UnreadableEvent;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sql.write.InlineProjection;

/** Keeps the read models in step with the events that are added. */
public final class InlineReadModels implements InlineProjection {
  private final ReadModelWriter writer;
  private final EventCodec codec = new EventCodec();

  /**
   * @param heads give streams their numbers
   * @param groups give groups their numbers
   */
  public InlineReadModels(Connection connection, Dialect dialect, Heads heads, GroupNumbers groups)
      throws SQLException {
    this.writer = new ReadModelWriter(connection, dialect, heads::streamNo, groups);
  }

  @Override
  public void added(
      StreamId stream, long streamNo, long position, long version, NewEvent event, long recordedAt)
      throws SQLException {
    if (event.event() != null) {
      writer.apply(stream, streamNo, version, event.event());
    } else if (codec.knows(event.type())) {
      decode(stream, streamNo, position, version, event, recordedAt);
    }
    writer.follow(stream.partition(), position);
  }

  private void decode(
      StreamId stream, long streamNo, long position, long version, NewEvent event, long recordedAt)
      throws SQLException {
    Object decoded;
    try {
      decoded =
          codec.decode(
              new RecordedEvent(
                  new Position(position),
                  stream,
                  version,
                  event.id(),
                  event.type(),
                  Instant.ofEpochMilli(recordedAt),
                  event.data()));
    } catch (UnreadableEvent none) {
      // Whoever folds the journal is told; to store it, nobody needs to understand it.
      return;
    }
    writer.apply(stream, streamNo, version, decoded);
  }

  @Override
  public void flush() throws SQLException {
    writer.flush();
  }
}
