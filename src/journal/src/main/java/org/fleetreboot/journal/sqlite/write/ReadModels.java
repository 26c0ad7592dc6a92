package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.UnreadableEvent;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.read.ReadStatements;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sql.write.InlineProjection;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelRebuild;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelWriter;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;

/** Keeps the read models in step with the events that are added. */
final class ReadModels implements InlineProjection {
  private final ReadModelWriter writer;
  private final EventCodec codec = new EventCodec();

  ReadModels(Connection connection, Heads heads) throws SQLException {
    this.writer = new ReadModelWriter(connection, heads::streamNo);
  }

  /** Fills the tables from the events of the file. */
  static void rebuild(
      Connection connection, Path file, SqliteTables tables, Heads heads, LongWork work)
      throws SQLException {
    // Not closed, because that would close the connection.
    ReadStatements events = new ReadStatements(connection, new SqliteDialect(), file.toString());
    new ReadModelRebuild(
            connection,
            heads::streamNo,
            () -> {
              tables.flush();
              heads.trim();
            })
        .run(events, work);
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
