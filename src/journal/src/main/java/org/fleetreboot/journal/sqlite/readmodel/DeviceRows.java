package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The rows of devices in groups: each event is one change, which reads nothing before. Changes wait
 * for others of their kind: the driver carries out many in half the time of as many calls.
 */
final class DeviceRows {
  private static final int ROWS = 50;
  private static final int COLUMNS = 3;

  private final Connection connection;
  private final PreparedStatement insertMany;
  private final PreparedStatement insertOne;
  private final long[] waiting = new long[ROWS * COLUMNS];
  private int filled;
  private final Map<Kind, PreparedStatement> updates = new HashMap<>();

  /** The streams with a change that waits, so that the changes of each keep their order. */
  private final Set<Long> changing = new HashSet<>();

  /**
   * Changes of one kind share a statement. What they have in common is no parameter, because
   * binding parameters costs about as much as the change itself.
   */
  private record Kind(
      @Nullable DeviceStatus status,
      boolean hasText,
      DeviceChange.Detail detail,
      DeviceChange.Answered answer,
      boolean backLate) {
    static Kind of(DeviceChange change) {
      return new Kind(
          change.status(),
          change.text() != null,
          change.detail(),
          change.answer(),
          change.backLate());
    }

    boolean hasTime() {
      return status != null || backLate;
    }
  }

  DeviceRows(Connection connection) throws SQLException {
    this.connection = connection;
    insertMany = connection.prepareStatement(insert(ROWS));
    insertOne = connection.prepareStatement(insert(1));
  }

  /** A device that joins again waits again, in the place that it had. */
  private static String insert(int rows) {
    String row = "(?, ?, ?, " + StatusNo.of(DeviceStatus.WAITING) + ")";
    return "INSERT OR ROLLBACK INTO run_device(entry_no, stream_no, group_no, status) VALUES "
        + String.join(",", Collections.nCopies(rows, row))
        + " ON CONFLICT(stream_no, group_no) DO UPDATE SET status = excluded.status,"
        + " at = NULL, detail = NULL, answer_version = NULL, back_late_at = NULL";
  }

  void join(long groupNo, int place, long streamNo) throws SQLException {
    update();
    waiting[filled++] = EntryNo.of(groupNo, place);
    waiting[filled++] = streamNo;
    waiting[filled++] = groupNo;
    if (filled == waiting.length) {
      insert(insertMany, 0, filled);
      filled = 0;
    }
  }

  void change(long groupNo, long streamNo, long version, long at, DeviceChange change)
      throws SQLException {
    insert();
    if (!changing.add(streamNo)) {
      update();
      changing.add(streamNo);
    }
    Kind kind = Kind.of(change);
    PreparedStatement update = updates.get(kind);
    if (update == null) {
      update = connection.prepareStatement(update(kind));
      updates.put(kind, update);
    }
    update.setLong(1, streamNo);
    update.setLong(2, groupNo);
    update.setLong(3, version);
    if (kind.hasTime()) {
      update.setLong(4, at);
    }
    if (kind.hasText()) {
      update.setString(5, change.text());
    }
    update.addBatch();
  }

  private static String update(Kind kind) {
    return "UPDATE run_device SET version = ?3"
        + (kind.status() == null ? "" : ", at = ?4, status = " + StatusNo.of(kind.status()))
        + detail(kind.detail(), kind.hasText() ? "?5" : "NULL")
        + switch (kind.answer()) {
          case AS_BEFORE -> "";
          case NOT_YET -> ", answer_version = NULL";
          case NOW -> ", answer_version = ?3";
        }
        + (kind.backLate() ? ", back_late_at = ?4" : "")
        + " WHERE stream_no = ?1 AND group_no = ?2";
  }

  private static String detail(DeviceChange.Detail detail, String text) {
    return switch (detail) {
      case REPLACED -> ", detail = " + text;
      case REPLACED_IF_PLANNED ->
          ", detail = CASE WHEN rebooted_again IS NULL THEN " + text + " ELSE detail END";
      case REPLACED_AND_UNPLANNED -> ", detail = " + text + ", rebooted_again = 1";
      case ADDED ->
          // As bytes, because the length of a text ends for SQLite at its first NUL.
          """
          , detail = CASE
            WHEN detail IS NULL THEN %1$s
            WHEN %1$s = '' OR substr(CAST(detail AS BLOB), -length(CAST(%1$s AS BLOB)))
              = CAST(%1$s AS BLOB) THEN detail
            ELSE detail || '; ' || %1$s END\
          """
              .formatted(text);
    };
  }

  /** Stores what waits. */
  void flush() throws SQLException {
    insert();
    update();
  }

  private void update() throws SQLException {
    if (changing.isEmpty()) {
      return;
    }
    for (PreparedStatement update : updates.values()) {
      update.executeBatch();
    }
    changing.clear();
  }

  private void insert() throws SQLException {
    for (int from = 0; from < filled; from += COLUMNS) {
      insert(insertOne, from, from + COLUMNS);
    }
    filled = 0;
  }

  private void insert(PreparedStatement insert, int from, int to) throws SQLException {
    for (int i = from; i < to; i++) {
      insert.setLong(i - from + 1, waiting[i]);
    }
    insert.executeUpdate();
  }
}
