package org.fleetreboot.journal.sqlite.readmodel;

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

/** Counts the devices of a step slice by slice: one pass over rows that lie beside each other. */
final class SliceQuery {
  /** Numbered anew, because a device that joins again leaves a place unused. */
  private static final String SLICES =
      "SELECT place / ?, status, count(*), min(entry_no) FROM (SELECT entry_no, status,"
          + " row_number() OVER (ORDER BY entry_no) - 1 AS place FROM run_device"
          + " WHERE entry_no BETWEEN ? AND ?) GROUP BY 1, 2 ORDER BY 1";

  private final Connection connection;

  SliceQuery(Connection connection) {
    this.connection = connection;
  }

  List<DeviceSlice> slices(String run, String step, int size) throws SQLException {
    List<DeviceSlice> slices = new ArrayList<>();
    DeviceFilter filter = DeviceFilter.ofRun(run).inStep(step);
    try (StepRanges steps = StepRanges.of(filter, null, connection);
        PreparedStatement query = connection.prepareStatement(SLICES)) {
      while (steps.next()) {
        query.setInt(1, size);
        query.setLong(2, EntryNo.first(steps.stepNo()));
        query.setLong(3, EntryNo.last(steps.stepNo()));
        read(query, slices);
      }
    }
    return slices;
  }

  private static void read(PreparedStatement query, List<DeviceSlice> into) throws SQLException {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    long slice = 0;
    long first = Long.MAX_VALUE;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getLong(1) != slice) {
          into.add(slice(counts, slice, first));
          counts.clear();
          slice = row.getLong(1);
          first = Long.MAX_VALUE;
        }
        counts.put(StatusNo.status(row.getInt(2)), row.getLong(3));
        first = Math.min(first, row.getLong(4));
      }
    }
    if (!counts.isEmpty()) {
      into.add(slice(counts, slice, first));
    }
  }

  private static DeviceSlice slice(Map<DeviceStatus, Long> counts, long slice, long first) {
    return new DeviceSlice(counts, slice == 0 ? null : Long.toString(first - 1));
  }
}
