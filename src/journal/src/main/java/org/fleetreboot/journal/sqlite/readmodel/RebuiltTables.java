package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.readmodel.EntryNo;
import org.fleetreboot.journal.sql.readmodel.ReadModelWriter;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.jspecify.annotations.Nullable;

/**
 * The read models as the events make them, in a temporary database, which SQLite keeps on disk
 * while it is large: to compare with those of the journal, row by row.
 */
public final class RebuiltTables implements AutoCloseable {
  private static final int EVENTS_PER_FLUSH = 20_000;

  private static final String RUNS =
      "SELECT run, chain, status, started_at, state FROM run ORDER BY run_no";

  private static final String STEPS =
      "SELECT s.name, s.place, s.state, r.run FROM run r JOIN step s ON s.run_no = r.run_no"
          + " ORDER BY r.run_no, s.place";

  /** The last column is no part of the comparison: groups have the numbers of their writer. */
  private static final String GROUPS =
      "SELECT run, step, hub, entries, first_at, last_at, statuses, state, group_no"
          + " FROM run_group ORDER BY run, step, hub";

  private static final String DEVICES =
      "SELECT entry_no & 16777215, stream_no, status, at, detail, version, answer_version,"
          + " rebooted_again, back_late_at FROM run_device WHERE entry_no BETWEEN ? AND ? ORDER BY entry_no";

  private static final String FLEETS = "SELECT hub, state FROM fleet ORDER BY hub";

  private final Connection journal;
  private final boolean isFile;
  private final Connection rebuilt;
  private final PreparedStatement stream;
  private final ReadModelWriter writer;
  private int waiting;

  /**
   * Prepares the comparison with a journal.
   *
   * @param isFile whether it is in SQLite, which says whether its tables are complete
   */
  public RebuiltTables(Connection journal, boolean isFile) throws SQLException {
    this.journal = journal;
    this.isFile = isFile;
    stream =
        journal.prepareStatement(
            "SELECT stream_no FROM stream WHERE name = ?"
                + " AND partition_no = (SELECT partition_no FROM partition WHERE name = ?)");
    rebuilt = DriverManager.getConnection("jdbc:sqlite:");
    try (Statement sql = rebuilt.createStatement()) {
      sql.execute("PRAGMA journal_mode = OFF");
      sql.execute("BEGIN");
      sql.execute("CREATE TABLE partition(partition_no INTEGER PRIMARY KEY, name TEXT)");
      ReadModelSchema.create(sql);
    }
    writer =
        new ReadModelWriter(
            rebuilt, new SqliteDialect(), this::streamNo, new FileGroupNumbers(rebuilt));
  }

  /** A stream that the journal does not have gets a number that it does not have either. */
  private long streamNo(StreamId id) throws SQLException {
    stream.setString(1, id.name());
    stream.setString(2, id.partition());
    try (ResultSet row = stream.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  /** Applies the next event. */
  public void apply(RecordedEvent event, Object decoded, long streamNo) throws SQLException {
    writer.apply(event.stream(), streamNo, event.version(), decoded);
    if (++waiting == EVENTS_PER_FLUSH) {
      writer.flush();
      waiting = 0;
    }
  }

  /** What the tables of the journal show otherwise, for people; null if they are equal. */
  public @Nullable String difference() throws SQLException {
    writer.flush();
    if (isFile && ReadModelSchema.version(journal) != ReadModelSchema.VERSION) {
      return "they are not complete";
    }
    String runs = rows(RUNS, 5, "run");
    String steps = runs == null ? rows(STEPS, 4, "step") : runs;
    String groups = steps == null ? groups() : steps;
    return groups == null ? rows(FLEETS, 2, "stop of hub") : groups;
  }

  private @Nullable String rows(String query, int columns, String what) throws SQLException {
    try (Statement here = journal.createStatement();
        Statement there = rebuilt.createStatement();
        ResultSet shown = here.executeQuery(query);
        ResultSet expected = there.executeQuery(query)) {
      return difference(shown, expected, columns, what);
    }
  }

  private @Nullable String groups() throws SQLException {
    try (Statement here = journal.createStatement();
        Statement there = rebuilt.createStatement();
        ResultSet shown = here.executeQuery(GROUPS);
        ResultSet expected = there.executeQuery(GROUPS);
        PreparedStatement shownDevices = journal.prepareStatement(DEVICES);
        PreparedStatement expectedDevices = rebuilt.prepareStatement(DEVICES)) {
      while (true) {
        List<@Nullable Object> row = next(expected, 8);
        if (!Objects.equals(next(shown, 8), row)) {
          return row == null ? "a group too many" : group(row);
        }
        if (row == null) {
          return null;
        }
        bind(shownDevices, shown.getLong(9));
        bind(expectedDevices, expected.getLong(9));
        String devices = devices(shownDevices, expectedDevices, group(row));
        if (devices != null) {
          return devices;
        }
      }
    }
  }

  private static String group(List<@Nullable Object> row) {
    return "step %s of run %s on hub %s".formatted(row.get(1), row.get(0), row.get(2));
  }

  private static void bind(PreparedStatement devices, long groupNo) throws SQLException {
    devices.setLong(1, EntryNo.beforeFirst(groupNo));
    devices.setLong(2, EntryNo.last(groupNo));
  }

  private static @Nullable String devices(
      PreparedStatement shown, PreparedStatement expected, String group) throws SQLException {
    try (ResultSet here = shown.executeQuery();
        ResultSet there = expected.executeQuery()) {
      return difference(here, there, 9, "of " + group + ", device");
    }
  }

  private static @Nullable String difference(
      ResultSet shown, ResultSet expected, int columns, String what) throws SQLException {
    while (true) {
      List<@Nullable Object> row = next(expected, columns);
      if (!Objects.equals(next(shown, columns), row)) {
        return what + (row == null ? " one too many" : " " + row.get(0));
      }
      if (row == null) {
        return null;
      }
    }
  }

  private static @Nullable List<@Nullable Object> next(ResultSet rows, int columns)
      throws SQLException {
    if (!rows.next()) {
      return null;
    }
    List<@Nullable Object> row = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      Object value = rows.getObject(column);
      row.add(value instanceof Number number ? Long.valueOf(number.longValue()) : value);
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    rebuilt.close();
  }
}
