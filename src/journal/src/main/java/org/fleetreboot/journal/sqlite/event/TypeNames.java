package org.fleetreboot.journal.sqlite.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.JournalDamaged;
import org.jspecify.annotations.Nullable;

/** The names of events by the numbers that they are stored under, read once for each. */
public final class TypeNames {
  private final Path file;
  private final PreparedStatement name;
  private final Map<Long, String> known = new HashMap<>();

  public TypeNames(Connection connection, Path file) throws SQLException {
    this.file = file;
    name = connection.prepareStatement("SELECT name FROM event_type WHERE type_no = ?");
  }

  String of(long typeNo) throws SQLException {
    String found = find(typeNo);
    if (found == null) {
      throw new JournalDamaged(file, "the name of event type " + typeNo + " is missing");
    }
    return found;
  }

  /** The name; null if it is missing. */
  public @Nullable String find(long typeNo) throws SQLException {
    String cached = known.get(typeNo);
    if (cached != null) {
      return cached;
    }
    name.setLong(1, typeNo);
    try (ResultSet row = name.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      String found = row.getString(1);
      known.put(typeNo, found);
      return found;
    }
  }
}
