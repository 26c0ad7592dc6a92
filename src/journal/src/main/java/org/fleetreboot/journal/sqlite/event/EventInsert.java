package org.fleetreboot.journal.sqlite.event;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fleetreboot.journal.NewEvent;

/**
 * Inserts events, many per statement. They are most of what is written, so the time that they share
 * is bound once, and each value by its type.
 */
public final class EventInsert {
  private static final int ROWS = 32;
  private static final int RECORDED_AT = 1;
  private static final int OTHERS = 7;

  private final PreparedStatement many;
  private final PreparedStatement one;
  private final List<Row> waiting = new ArrayList<>(ROWS);
  private long recordedAt;

  // Arrays, because they go to the statement as they are.
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(
      long sequence, long streamNo, long version, UUID id, long typeNo, byte[] hash, byte[] data) {}

  public EventInsert(Connection connection) throws SQLException {
    many = connection.prepareStatement(insert(ROWS));
    one = connection.prepareStatement(insert(1));
  }

  private static String insert(int rows) {
    return "INSERT OR ROLLBACK INTO event"
        + "(recorded_at, sequence, stream_no, version, event_id, type_no, hash, data) VALUES "
        + IntStream.range(0, rows)
            .mapToObj(
                row -> "(?" + RECORDED_AT + ", " + parameters(RECORDED_AT + 1 + OTHERS * row) + ")")
            .collect(Collectors.joining(","));
  }

  private static String parameters(int first) {
    return IntStream.range(first, first + OTHERS)
        .mapToObj(parameter -> "?" + parameter)
        .collect(Collectors.joining(", "));
  }

  /**
   * Adds an event behind those that wait.
   *
   * @param millis the time, one for all events of a transaction
   */
  public void add(
      long sequence,
      long streamNo,
      long version,
      NewEvent event,
      long typeNo,
      long millis,
      byte[] hash)
      throws SQLException {
    if (millis != recordedAt) {
      flush();
      recordedAt = millis;
    }
    waiting.add(new Row(sequence, streamNo, version, event.id(), typeNo, hash, event.data()));
    if (waiting.size() == ROWS) {
      execute(many, waiting);
      waiting.clear();
    }
  }

  /** Inserts the remaining rows. */
  public void flush() throws SQLException {
    for (Row row : waiting) {
      execute(one, Collections.singletonList(row));
    }
    waiting.clear();
  }

  private void execute(PreparedStatement insert, List<Row> rows) throws SQLException {
    insert.setLong(RECORDED_AT, recordedAt);
    int parameter = RECORDED_AT + 1;
    for (Row row : rows) {
      insert.setLong(parameter++, row.sequence);
      insert.setLong(parameter++, row.streamNo);
      insert.setLong(parameter++, row.version);
      insert.setBytes(parameter++, bytes(row.id));
      insert.setLong(parameter++, row.typeNo);
      insert.setBytes(parameter++, row.hash);
      insert.setBytes(parameter++, row.data);
    }
    insert.executeUpdate();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
