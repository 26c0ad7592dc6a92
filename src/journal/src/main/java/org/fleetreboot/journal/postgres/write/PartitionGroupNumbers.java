package org.fleetreboot.journal.postgres.write;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.sql.readmodel.GroupNumbers;

/** One series of numbers for the groups of each partition, because each has a writer of its own. */
final class PartitionGroupNumbers implements GroupNumbers {
  private static final int BITS = 24;

  private final Connection connection;
  private final Map<String, Owned> owned;
  private final Map<String, Long> last = new HashMap<>();

  PartitionGroupNumbers(Connection connection, Map<String, Owned> owned) {
    this.connection = connection;
    this.owned = owned;
  }

  @Override
  public long next(String partition) throws SQLException {
    Long known = last.get(partition);
    long next = 1 + (known == null ? stored(partition) : known);
    last.put(partition, next);
    return next;
  }

  private long stored(String partition) throws SQLException {
    long first = requireNonNull(owned.get(partition)).head().partitionNo() << BITS;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(max(group_no), ?) FROM run_group WHERE group_no BETWEEN ? AND ?")) {
      query.setLong(1, first);
      query.setLong(2, first);
      query.setLong(3, first + (1L << BITS) - 1);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
