package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.read.EventSource;
import org.fleetreboot.journal.sql.readmodel.ReadModelWriter;
import org.fleetreboot.journal.sql.readmodel.ReadModelWriter.StreamNumbers;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;

/**
 * Throws the tables away and fills them from the events, in many transactions: until the last of
 * them no reader trusts the tables, and after a crash it starts over.
 */
public final class ReadModelRebuild {
  private static final String WHAT = "Rebuilding the read models";
  private static final int PAGE = 1_000;

  /** Short enough to keep the write-ahead log small. */
  private static final int PAGES_PER_TRANSACTION = 20;

  private final Connection connection;
  private final StreamNumbers streams;
  private final Flush flush;
  private final EventCodec codec = new EventCodec();

  /** Stores what the numbers of streams need, just before a commit. */
  public interface Flush {
    void run() throws SQLException;
  }

  public ReadModelRebuild(Connection connection, StreamNumbers streams, Flush flush) {
    this.connection = connection;
    this.streams = streams;
    this.flush = flush;
  }

  /** Fills the tables up to the heads at the time of the call; nobody may write meanwhile. */
  public void run(EventSource events, LongWork work) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      ReadModelSchema.createAgain(sql);
      sql.execute("COMMIT");
      Map<String, Position> heads = heads(events);
      long total = heads.values().stream().mapToLong(Position::value).sum();
      long done = 0;
      ReadModelWriter writer =
          new ReadModelWriter(
              connection, new SqliteDialect(), streams, new FileGroupNumbers(connection));
      for (Map.Entry<String, Position> partition : heads.entrySet()) {
        Position read = Position.START;
        while (read.compareTo(partition.getValue()) < 0) {
          work.show(WHAT, done + read.value(), total);
          sql.execute("BEGIN IMMEDIATE");
          read = pages(events, partition.getKey(), read, partition.getValue(), writer);
          flush.run();
          writer.flush();
          sql.execute("COMMIT");
        }
        done += partition.getValue().value();
      }
      sql.execute("BEGIN IMMEDIATE");
      ReadModelSchema.complete(sql);
      sql.execute("COMMIT");
      work.show(WHAT, total, total);
    }
  }

  private static Map<String, Position> heads(EventSource events) throws SQLException {
    Map<String, Position> heads = new LinkedHashMap<>();
    for (String partition : events.partitions()) {
      heads.put(partition, events.head(partition));
    }
    return heads;
  }

  /** Applies the next pages, and returns up to where; the end of a partition may be archived. */
  private Position pages(
      EventSource events, String partition, Position after, Position head, ReadModelWriter writer)
      throws SQLException {
    Position read = after;
    for (int page = 0; page < PAGES_PER_TRANSACTION; page++) {
      List<RecordedEvent> next = events.page(partition, read, PAGE);
      for (RecordedEvent event : next) {
        writer.apply(
            event.stream(), streams.of(event.stream()), event.version(), codec.decode(event));
        read = event.position();
      }
      if (next.isEmpty()) {
        read = head;
        break;
      }
    }
    writer.follow(partition, read.value());
    return read;
  }
}
