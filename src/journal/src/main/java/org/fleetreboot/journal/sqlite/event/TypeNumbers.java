package org.fleetreboot.journal.sqlite.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The numbers that the names of events are stored under; a new name is stored first. */
public final class TypeNumbers {
  private final PreparedStatement stored;
  private final PreparedStatement added;
  private final Map<String, Long> known = new HashMap<>();

  public TypeNumbers(Connection connection) throws SQLException {
    stored = connection.prepareStatement("SELECT type_no FROM event_type WHERE name = ?");
    added =
        connection.prepareStatement("INSERT INTO event_type(name) VALUES (?) RETURNING type_no");
  }

  public long of(String type) throws SQLException {
    Long number = known.get(type);
    if (number == null) {
      number = storedOrAdded(type);
      known.put(type, number);
    }
    return number;
  }

  private long storedOrAdded(String type) throws SQLException {
    stored.setString(1, type);
    try (ResultSet row = stored.executeQuery()) {
      if (row.next()) {
        return row.getLong(1);
      }
    }
    added.setString(1, type);
    try (ResultSet row = added.executeQuery()) {
      return row.getLong(1);
    }
  }
}
