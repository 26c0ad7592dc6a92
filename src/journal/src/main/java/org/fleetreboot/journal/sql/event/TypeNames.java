package org.fleetreboot.journal.sql.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.fleetreboot.journal.JournalDamaged;
import org.jspecify.annotations.Nullable;

/** The names of events by the numbers that they are stored under, read once for each. */
public final class TypeNames {
  private final String journal;
  private final PreparedStatement name;
  private final Map<Long, String> known;

  /**
   * @param known names that were read already, to share them between connections
   */
  public TypeNames(Connection connection, String journal, Map<Long, String> known)
      throws SQLException {
    this.known = known;
    this.journal = journal;
    name = connection.prepareStatement("SELECT name FROM event_type WHERE type_no = ?");
  }

  String of(long typeNo) throws SQLException {
    String found = find(typeNo);
    if (found == null) {
      throw new JournalDamaged(journal, "the name of event type " + typeNo + " is missing");
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
