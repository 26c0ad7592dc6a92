package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;

/** The rows of hubs: a few, changed by hand. */
final class FleetRows {
  private final Connection connection;
  private final RecordCodec codec;
  private final PreparedStatement save;

  FleetRows(Connection connection, RecordCodec codec) throws SQLException {
    this.connection = connection;
    this.codec = codec;
    save =
        connection.prepareStatement(
            """
            INSERT INTO fleet(hub, state) VALUES (?, ?)
            ON CONFLICT(hub) DO UPDATE SET state = excluded.state
            """);
  }

  void apply(String hub, FleetStopEvent event) throws SQLException {
    FleetStop stop = all(connection, codec).getOrDefault(hub, FleetStop.NONE);
    save.setString(1, hub);
    save.setString(2, codec.encode(stop.evolve(event)));
    save.executeUpdate();
  }

  /** By hub. */
  static SortedMap<String, FleetStop> all(Connection connection, RecordCodec codec)
      throws SQLException {
    SortedMap<String, FleetStop> stops = new TreeMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT hub, state FROM fleet")) {
      while (row.next()) {
        String hub = row.getString(1);
        stops.put(
            hub,
            UnreadableRow.decode(codec, row.getString(2), FleetStop.class, "stop of hub " + hub));
      }
    }
    return stops;
  }
}
