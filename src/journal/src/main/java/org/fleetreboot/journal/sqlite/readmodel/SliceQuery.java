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
  private final Connection connection;

  SliceQuery(Connection connection) {
    this.connection = connection;
  }

  List<DeviceSlice> slices(String run, String step, int size) throws SQLException {
    List<DeviceSlice> slices = new ArrayList<>();
    DeviceFilter filter = DeviceFilter.ofRun(run).inStep(step);
    try (StepRanges steps = StepRanges.of(filter, null, connection);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT (entry_no - ?) / ?, status, count(*) FROM run_device"
                    + " WHERE entry_no BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1")) {
      while (steps.next()) {
        long first = EntryNo.first(steps.stepNo());
        query.setLong(1, first);
        query.setInt(2, size);
        query.setLong(3, first);
        query.setLong(4, EntryNo.last(steps.stepNo()));
        read(query, first, size, slices);
      }
    }
    return slices;
  }

  private static void read(PreparedStatement query, long first, int size, List<DeviceSlice> into)
      throws SQLException {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    long slice = 0;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getLong(1) != slice) {
          into.add(slice(counts, first, slice * size));
          counts.clear();
          slice = row.getLong(1);
        }
        counts.put(StatusNo.status(row.getInt(2)), row.getLong(3));
      }
    }
    if (!counts.isEmpty()) {
      into.add(slice(counts, first, slice * size));
    }
  }

  private static DeviceSlice slice(Map<DeviceStatus, Long> counts, long first, long place) {
    return new DeviceSlice(counts, place == 0 ? null : Long.toString(first + place - 1));
  }
}
