package org.fleetreboot.journal.sql.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Leads the chain of hashes across the events that are in another file. Not thread-safe. */
public final class Gaps {
  private final PreparedStatement around;

  public Gaps(Connection connection) throws SQLException {
    around =
        connection.prepareStatement(
            "SELECT first, last, hash_before, hash FROM gap WHERE first <= ?"
                + " ORDER BY first DESC LIMIT 1");
  }

  /**
   * The hash of the event before {@code to}.
   *
   * @param from the first sequence that is not in this file
   * @param before the hash of the event before that; null if it is not known
   * @return null if any event from there to {@code to} is in no other file, either
   */
  public byte @Nullable [] across(long from, long to, byte @Nullable [] before)
      throws SQLException {
    byte[] hash = before;
    for (long next = from; next < to; ) {
      around.setLong(1, next);
      try (ResultSet row = around.executeQuery()) {
        boolean isThere = row.next() && row.getLong(2) >= next && row.getLong(2) < to;
        if (!isThere) {
          return null;
        }
        boolean isFirst = row.getLong(1) == next;
        if (isFirst && hash != null && !Arrays.equals(hash, row.getBytes(3))) {
          return null;
        }
        next = row.getLong(2) + 1;
        hash = row.getBytes(4);
      }
    }
    return hash;
  }
}
