package org.fleetreboot.journal.sql.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition ends.
 *
 * @param partitionNo the number it is stored under
 * @param position of its last event
 * @param hash of its last event; not to be changed
 */
// An array, because it goes from the digest to the row.
@SuppressWarnings("ArrayRecordComponent")
public record PartitionHead(long partitionNo, long position, byte[] hash) {
  /** By the name of the partition. */
  public static Map<String, PartitionHead> stored(Connection connection) throws SQLException {
    Map<String, PartitionHead> heads = new HashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("SELECT name, partition_no, position, hash FROM partition")) {
      while (row.next()) {
        heads.put(
            row.getString(1), new PartitionHead(row.getLong(2), row.getLong(3), row.getBytes(4)));
      }
    }
    return heads;
  }

  public boolean isSameAs(@Nullable PartitionHead other) {
    return other != null
        && partitionNo == other.partitionNo
        && position == other.position
        && Arrays.equals(hash, other.hash);
  }
}
