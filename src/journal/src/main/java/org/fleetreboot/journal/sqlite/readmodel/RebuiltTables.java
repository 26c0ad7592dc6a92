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
import org.jspecify.annotations.Nullable;

/**
 * The read models as the events make them, in a temporary database, which SQLite keeps on disk
 * while it is large: to compare with those of the journal, row by row.
 */
public final class RebuiltTables implements AutoCloseable {
  private static final int EVENTS_PER_FLUSH = 20_000;

  private static final String RUNS =
      "SELECT run, chain, hub, status, started_at, state FROM run ORDER BY run_no";

  /** The last column is no part of the comparison: steps have the numbers of their writer. */
  private static final String STEPS =
      "SELECT r.run, s.name, s.entries, s.first_at, s.last_at, s.statuses, s.state, s.step_no"
          + " FROM run r CROSS JOIN step s ON s.run_no = r.run_no ORDER BY r.run_no, s.place";

  private static final String DEVICES =
      "SELECT entry_no & 16777215, stream_no, status, at, detail, version, answer_version,"
          + " rebooted_again, back_late_at FROM run_device WHERE entry_no BETWEEN ? AND ? ORDER BY entry_no";

  private static final String FLEETS = "SELECT hub, state FROM fleet ORDER BY hub";

  private final Connection journal;
  private final Connection rebuilt;
  private final PreparedStatement stream;
  private final ReadModelWriter writer;
  private int waiting;

  public RebuiltTables(Connection journal) throws SQLException {
    this.journal = journal;
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
    writer = new ReadModelWriter(rebuilt, this::streamNo);
  }

  /** A stream that the journal does not have gets a number that it does not have either. */
  private long streamNo(StreamId id) throws SQLException {
    stream.setString(1, id.name());
    stream.setString(2, id.partition());
    try (ResultSet row = stream.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  /** Applies the next event, those of runs first. */
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
    if (ReadModelSchema.version(journal) != ReadModelSchema.VERSION) {
      return "they are not complete";
    }
    String runs = rows(RUNS, 6, "run");
    if (runs != null) {
      return runs;
    }
    String steps = steps();
    return steps == null ? rows(FLEETS, 2, "stop of hub") : steps;
  }

  private @Nullable String rows(String query, int columns, String what) throws SQLException {
    try (Statement here = journal.createStatement();
        Statement there = rebuilt.createStatement();
        ResultSet shown = here.executeQuery(query);
        ResultSet expected = there.executeQuery(query)) {
      return difference(shown, expected, columns, what);
    }
  }

  private @Nullable String steps() throws SQLException {
    try (Statement here = journal.createStatement();
        Statement there = rebuilt.createStatement();
        ResultSet shown = here.executeQuery(STEPS);
        ResultSet expected = there.executeQuery(STEPS);
        PreparedStatement shownDevices = journal.prepareStatement(DEVICES);
        PreparedStatement expectedDevices = rebuilt.prepareStatement(DEVICES)) {
      while (true) {
        List<@Nullable Object> row = next(expected, 7);
        if (!Objects.equals(next(shown, 7), row)) {
          return row == null ? "a step too many" : "step " + row.get(1) + " of run " + row.get(0);
        }
        if (row == null) {
          return null;
        }
        bind(shownDevices, shown.getLong(8));
        bind(expectedDevices, expected.getLong(8));
        String devices =
            devices(shownDevices, expectedDevices, row.get(1) + " of run " + row.get(0));
        if (devices != null) {
          return devices;
        }
      }
    }
  }

  private static void bind(PreparedStatement devices, long stepNo) throws SQLException {
    devices.setLong(1, EntryNo.first(stepNo));
    devices.setLong(2, EntryNo.last(stepNo));
  }

  private static @Nullable String devices(
      PreparedStatement shown, PreparedStatement expected, String step) throws SQLException {
    try (ResultSet here = shown.executeQuery();
        ResultSet there = expected.executeQuery()) {
      return difference(here, there, 9, "of step " + step + ", device");
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
      row.add(rows.getObject(column));
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    rebuilt.close();
  }
}
