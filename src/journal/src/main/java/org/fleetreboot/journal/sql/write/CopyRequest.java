package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.jspecify.annotations.Nullable;

/** Stores events of another journal as they are: with their positions, versions and times. */
public final class CopyRequest implements Request {
  private final String partition;
  private final List<RecordedEvent> events;
  private final CompletableFuture<Position> answer = new CompletableFuture<>();
  private Position last = Position.START;
  private @Nullable RuntimeException refusal;

  /**
   * @param events of that partition, each the next one
   */
  public CopyRequest(String partition, List<RecordedEvent> events) {
    this.partition = partition;
    this.events = List.copyOf(events);
  }

  public CompletableFuture<Position> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return events.size();
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    refusal = null;
    heads.requireOwned(partition);
    PartitionHead head = heads.touch(partition);
    for (RecordedEvent event : events) {
      StreamHead stream = heads.stream(event.stream());
      if (event.position().value() != head.position() + 1
          || event.version() != stream.version + 1) {
        throw new JournalFailed("The copy lacks the event before " + event + ": begin it anew.");
      }
      stream.version = event.version();
      head =
          tables.addEvent(
              head,
              event.stream(),
              heads.open(event.stream(), stream),
              event.version(),
              new NewEvent(event.id(), event.type(), event.data()),
              event.recordedAt().toEpochMilli());
    }
    heads.advance(partition, head);
    last = new Position(head.position());
  }

  @Override
  public void refuse(PartitionLost lost) {
    refusal = lost;
  }

  @Override
  public void acknowledge() {
    if (refusal == null) {
      answer.complete(last);
    } else {
      answer.completeExceptionally(refusal);
    }
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
