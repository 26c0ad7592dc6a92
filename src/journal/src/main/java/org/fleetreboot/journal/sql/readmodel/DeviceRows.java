package org.fleetreboot.journal.sql.readmodel;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.journal.sql.statement.Dialect;
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
  private final Dialect dialect;
  private final PreparedStatement insertMany;
  private final PreparedStatement insertOne;
  private final long[] waiting = new long[ROWS * COLUMNS];
  private int filled;
  private final Map<Kind, Update> updates = new HashMap<>();

  /** The streams with a row that waits, because one statement inserts a row once. */
  private final Set<Long> joining = new HashSet<>();

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
  }

  /** What stands for a parameter in a template, of which each may occur more than once. */
  private enum Parameter {
    STREAM,
    GROUP,
    VERSION,
    AT,
    TEXT,
    TEXT_LOWER;

    String mark() {
      return "<" + name() + ">";
    }
  }

  /** A statement, and what its parameters are. */
  private record Update(PreparedStatement statement, List<Parameter> parameters) {
    private static final Pattern MARK = Pattern.compile("<([A-Z_]+)>");

    static Update of(Connection connection, String template) throws SQLException {
      List<Parameter> parameters =
          MARK.matcher(template).results().map(mark -> Parameter.valueOf(mark.group(1))).toList();
      String sql = MARK.matcher(template).replaceAll("?");
      return new Update(connection.prepareStatement(sql), parameters);
    }
  }

  DeviceRows(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    insertMany = connection.prepareStatement(insert(ROWS));
    insertOne = connection.prepareStatement(insert(1));
  }

  /** A device that joins again waits again, in the place that it had. */
  private String insert(int rows) {
    String row = "(?, ?, ?, " + StatusNo.of(DeviceStatus.WAITING) + ")";
    return dialect.insertInto()
        + " run_device(entry_no, stream_no, group_no, status) VALUES "
        + String.join(",", Collections.nCopies(rows, row))
        + " ON CONFLICT(stream_no, group_no) DO UPDATE SET status = excluded.status,"
        + (dialect.isFolded() ? " detail_lower = NULL," : "")
        + " at = NULL, detail = NULL, answer_version = NULL, back_late_at = NULL";
  }

  void join(long groupNo, int place, long streamNo) throws SQLException {
    update();
    if (!joining.add(streamNo)) {
      insert();
      joining.add(streamNo);
    }
    waiting[filled++] = EntryNo.of(groupNo, place);
    waiting[filled++] = streamNo;
    waiting[filled++] = groupNo;
    if (filled == waiting.length) {
      insert(insertMany, 0, filled);
      filled = 0;
      joining.clear();
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
    Update update = updates.get(kind);
    if (update == null) {
      update = Update.of(connection, template(kind));
      updates.put(kind, update);
    }
    PreparedStatement statement = update.statement();
    for (int i = 0; i < update.parameters().size(); i++) {
      switch (update.parameters().get(i)) {
        case STREAM -> statement.setLong(i + 1, streamNo);
        case GROUP -> statement.setLong(i + 1, groupNo);
        case VERSION -> statement.setLong(i + 1, version);
        case AT -> statement.setLong(i + 1, at);
        case TEXT -> statement.setString(i + 1, requireNonNull(change.text()));
        case TEXT_LOWER ->
            statement.setString(i + 1, requireNonNull(change.text()).toLowerCase(Locale.ROOT));
      }
    }
    statement.addBatch();
  }

  private String template(Kind kind) {
    String version = Parameter.VERSION.mark();
    String at = Parameter.AT.mark();
    return "UPDATE run_device SET version = "
        + version
        + (kind.status() == null ? "" : ", at = " + at + ", status = " + StatusNo.of(kind.status()))
        + detail(kind, "detail", Parameter.TEXT)
        + (dialect.isFolded() ? detail(kind, "detail_lower", Parameter.TEXT_LOWER) : "")
        + switch (kind.answer()) {
          case AS_BEFORE -> "";
          case NOT_YET -> ", answer_version = NULL";
          case NOW -> ", answer_version = " + version;
        }
        + (kind.detail() == DeviceChange.Detail.REPLACED_AND_UNPLANNED
            ? ", rebooted_again = 1"
            : "")
        + (kind.backLate() ? ", back_late_at = " + at : "")
        + " WHERE stream_no = "
        + Parameter.STREAM.mark()
        + " AND group_no = "
        + Parameter.GROUP.mark();
  }

  private String detail(Kind kind, String column, Parameter parameter) {
    String text = kind.hasText() ? parameter.mark() : "NULL";
    String value =
        switch (kind.detail()) {
          case REPLACED, REPLACED_AND_UNPLANNED -> text;
          case REPLACED_IF_PLANNED ->
              "CASE WHEN rebooted_again IS NULL THEN " + text + " ELSE " + column + " END";
          case ADDED ->
              "CASE WHEN %1$s IS NULL THEN %2$s WHEN %3$s THEN %1$s ELSE %1$s || '; ' || %2$s END"
                  .formatted(column, text, dialect.endsWith(column, text));
        };
    return ", " + column + " = " + value;
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
    for (Update update : updates.values()) {
      update.statement().executeBatch();
    }
    changing.clear();
  }

  private void insert() throws SQLException {
    for (int from = 0; from < filled; from += COLUMNS) {
      insert(insertOne, from, from + COLUMNS);
    }
    filled = 0;
    joining.clear();
  }

  private void insert(PreparedStatement insert, int from, int to) throws SQLException {
    for (int i = from; i < to; i++) {
      insert.setLong(i - from + 1, waiting[i]);
    }
    insert.executeUpdate();
  }
}
