package org.fleetreboot.journal.sql.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers that the names of events are stored under; a new name is stored first. */
public final class TypeNumbers {
  private final PreparedStatement stored;
  private final PreparedStatement added;
  private final Map<String, Long> known = new HashMap<>();

  public TypeNumbers(Connection connection) throws SQLException {
    stored = connection.prepareStatement("SELECT type_no FROM event_type WHERE name = ?");
    added =
        connection.prepareStatement(
            "INSERT INTO event_type(name) VALUES (?) ON CONFLICT(name) DO NOTHING RETURNING type_no");
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
    Long number = number(stored, type);
    if (number == null) {
      number = number(added, type);
    }
    // Null again if another node has added it meanwhile.
    return number == null ? Objects.requireNonNull(number(stored, type)) : number;
  }

  private static @Nullable Long number(PreparedStatement statement, String type)
      throws SQLException {
    statement.setString(1, type);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : null;
    }
  }
}
