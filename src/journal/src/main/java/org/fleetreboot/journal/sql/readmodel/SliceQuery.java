package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceSlice;
import org.fleetreboot.workflow.device.DeviceStatus;

/**
 * Counts the devices of a step slice by slice, each of one hub: one pass over rows that lie beside
 * each other.
 */
final class SliceQuery {
  /** Numbered anew, because a device that joins again leaves a place unused. */
  private static final String SLICES =
      "SELECT place / ? AS slice, status, count(*), min(entry_no) FROM (SELECT entry_no, status,"
          + " row_number() OVER (ORDER BY entry_no) - 1 AS place FROM run_device"
          + " WHERE entry_no BETWEEN ? AND ?) AS placed GROUP BY 1, 2 ORDER BY 1";

  private final Connection connection;

  SliceQuery(Connection connection) {
    this.connection = connection;
  }

  List<DeviceSlice> slices(String run, String step, int size) throws SQLException {
    List<DeviceSlice> slices = new ArrayList<>();
    DeviceFilter filter = DeviceFilter.ofRun(run).inStep(step);
    try (GroupRanges groups = GroupRanges.of(filter, null, connection);
        PreparedStatement query = connection.prepareStatement(SLICES)) {
      while (groups.next()) {
        query.setInt(1, size);
        query.setLong(2, EntryNo.beforeFirst(groups.groupNo()));
        query.setLong(3, EntryNo.last(groups.groupNo()));
        read(query, groups.hub(), slices);
      }
    }
    return slices;
  }

  private static void read(PreparedStatement query, String hub, List<DeviceSlice> into)
      throws SQLException {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    long slice = 0;
    long first = Long.MAX_VALUE;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getLong(1) != slice) {
          add(hub, counts, first, into);
          counts.clear();
          slice = row.getLong(1);
          first = Long.MAX_VALUE;
        }
        counts.put(StatusNo.status(row.getInt(2)), row.getLong(3));
        first = Math.min(first, row.getLong(4));
      }
    }
    if (!counts.isEmpty()) {
      add(hub, counts, first, into);
    }
  }

  private static void add(
      String hub, Map<DeviceStatus, Long> counts, long first, List<DeviceSlice> into) {
    into.add(new DeviceSlice(hub, counts, into.isEmpty() ? null : Long.toString(first - 1)));
  }
}
