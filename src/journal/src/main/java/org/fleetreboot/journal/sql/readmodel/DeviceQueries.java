package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.sql.readmodel.GroupRanges.Start;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageCursor;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The questions about devices in runs, asked of one state of the file. The entries of one device
 * are found by its stream, all others by the groups that may hold them.
 */
final class DeviceQueries {
  /** The streams of a device of that name: one for each hub. */
  private static final String OF_DEVICE =
      " FROM partition p CROSS JOIN stream t CROSS JOIN run_device d CROSS JOIN run_group g"
          + " CROSS JOIN run r"
          + GroupRanges.JOIN_STEP;

  /** The devices of one group. */
  private static final String OF_GROUP =
      " FROM run_device d CROSS JOIN stream t CROSS JOIN run_group g CROSS JOIN run r";

  private static final String JOINED =
      "t.stream_no = d.stream_no AND g.group_no = d.group_no AND r.run = g.run";

  private final Connection connection;
  private final Dialect dialect;
  private final EntryReader reader;

  DeviceQueries(Connection connection, Dialect dialect, EntryReader reader) {
    this.connection = connection;
    this.dialect = dialect;
    this.reader = reader;
  }

  Page<Entry> page(DeviceFilter filter, PageRequest request) throws SQLException {
    Start start = start(request.after());
    List<Entry> found = new ArrayList<>();
    int wanted = request.max() + 1;
    if (filter.device() != null) {
      ofDevice(filter, start, wanted, found);
    } else {
      ofGroups(filter, start, wanted, found);
    }
    boolean more = found.size() > request.max();
    List<Entry> shown = more ? found.subList(0, request.max()) : found;
    return new Page<>(shown, more ? Long.toString(shown.get(shown.size() - 1).entryNo()) : null);
  }

  private @Nullable Start start(@Nullable String after) throws SQLException {
    if (after == null) {
      return null;
    }
    Start start = Start.after(PageCursor.parse(after), connection);
    if (start == null) {
      throw PageCursor.refusal(after);
    }
    return start;
  }

  private void ofGroups(DeviceFilter filter, @Nullable Start start, int wanted, List<Entry> into)
      throws SQLException {
    Where where = GroupRanges.where(filter, dialect).and(JOINED);
    String sql =
        "SELECT "
            + EntryReader.COLUMNS
            + OF_GROUP
            + EntryReader.JOINS
            + where.sql()
            + " ORDER BY d.entry_no LIMIT ?";
    try (GroupRanges groups = GroupRanges.of(filter, start, connection);
        PreparedStatement query = where.prepare(connection, sql)) {
      while (into.size() < wanted && groups.next()) {
        groups.bind(query);
        query.setInt(where.parameters() + 1, wanted - into.size());
        read(query, into);
      }
    }
  }

  private void ofDevice(DeviceFilter filter, @Nullable Start start, int limit, List<Entry> into)
      throws SQLException {
    Where where = whereDevice(filter);
    if (start != null) {
      where.and(
          "(-r.run_no, " + GroupRanges.PLACE + ", d.entry_no) > (?, ?, ?, ?, ?)",
          -start.runNo(),
          start.place(),
          start.step(),
          start.hub(),
          start.entryNo());
    }
    String sql =
        "SELECT "
            + EntryReader.COLUMNS
            + OF_DEVICE
            + EntryReader.JOINS
            + where.sql()
            + " ORDER BY r.run_no DESC, "
            + GroupRanges.PLACE
            + ", d.entry_no LIMIT "
            + limit;
    try (PreparedStatement query = where.prepare(connection, sql)) {
      read(query, into);
    }
  }

  private void read(PreparedStatement query, List<Entry> into) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        into.add(reader.read(row));
      }
    }
  }

  private Where whereDevice(DeviceFilter filter) {
    return new Where()
        .and("t.partition_no = p.partition_no")
        .and(JOINED)
        .andIf("t.name = 'device/' || substr(p.name, 5) || '/' || ?", filter.device())
        .andIf("r.run = ?", filter.run())
        .andGroup(filter)
        .andDevice(filter, dialect);
  }

  Map<DeviceStatus, Long> counts(DeviceFilter filter) throws SQLException {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    if (filter.device() != null) {
      Where where = whereDevice(filter);
      try (PreparedStatement query = where.prepare(connection, count(OF_DEVICE, where))) {
        count(query, counts);
      }
      return counts;
    }
    Where where = GroupRanges.where(filter, dialect);
    try (GroupRanges groups = GroupRanges.of(filter, null, connection);
        PreparedStatement query = where.prepare(connection, count(" FROM run_device d", where))) {
      while (groups.next()) {
        groups.bind(query);
        count(query, counts);
      }
    }
    return counts;
  }

  private static String count(String from, Where where) {
    return "SELECT d.status, count(*)" + from + where.sql() + " GROUP BY d.status";
  }

  private static void count(PreparedStatement query, Map<DeviceStatus, Long> into)
      throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        into.merge(StatusNo.status(row.getInt(1)), row.getLong(2), Long::sum);
      }
    }
  }
}
