package org.fleetreboot.journal.sqlite.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.sql.event.Sequence;

/**
 * Events of one partition, without a gap in their positions, that are not in this file.
 *
 * @param first the sequence of the first
 * @param last the sequence of the last
 * @param hashBefore the hash of the event before the first
 * @param hash the hash of the last
 */
// Arrays, as SQLite gives them; nobody compares gaps.
@SuppressWarnings("ArrayRecordComponent")
public record Gap(long first, long last, byte[] hashBefore, byte[] hash) {

  /** What the removal of the events in that temporary table will leave, in order. */
  public static List<Gap> of(Connection connection, String sequences) throws SQLException {
    List<long[]> ranges = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(sequences)) {
      while (row.next()) {
        long sequence = row.getLong(1);
        long[] range = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (range != null && range[1] + 1 == sequence) {
          range[1] = sequence;
        } else {
          ranges.add(new long[] {sequence, sequence});
        }
      }
    }
    List<Gap> gaps = new ArrayList<>();
    Map<Long, byte[]> starts = starts(connection);
    try (PreparedStatement hash =
            connection.prepareStatement("SELECT hash FROM main.event WHERE sequence = ?");
        PreparedStatement removed =
            connection.prepareStatement(
                "SELECT hash FROM (SELECT last, hash FROM main.gap WHERE first <= ?1"
                    + " ORDER BY first DESC LIMIT 1) WHERE last = ?1")) {
      for (long[] range : ranges) {
        long before = range[0] - 1;
        byte[] hashBefore =
            Sequence.position(before) == 0 ? start(starts, before) : either(hash, removed, before);
        gaps.add(new Gap(range[0], range[1], hashBefore, either(hash, removed, range[1])));
      }
    }
    return gaps;
  }

  private static Map<Long, byte[]> starts(Connection connection) throws SQLException {
    HashChain chain = new HashChain();
    Map<Long, byte[]> starts = new HashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT partition_no, name FROM main.partition")) {
      while (row.next()) {
        starts.put(row.getLong(1), chain.start(row.getString(2)));
      }
    }
    return starts;
  }

  private static byte[] start(Map<Long, byte[]> starts, long sequence) {
    return Objects.requireNonNull(starts.get(Sequence.partitionNo(sequence)));
  }

  private static byte[] either(PreparedStatement one, PreparedStatement other, long sequence)
      throws SQLException {
    for (PreparedStatement query : List.of(one, other)) {
      query.setLong(1, sequence);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return row.getBytes(1);
        }
      }
    }
    throw new SQLException("There is neither an event nor a gap at sequence " + sequence);
  }

  /** What the file that holds only the events of these gaps lacks before its last event. */
  public static List<Gap> between(List<Gap> present, Map<Long, byte[]> starts) {
    List<Gap> gaps = new ArrayList<>();
    long end = -1;
    byte[] hash = new byte[0];
    for (Gap part : present) {
      if (end < 0 || Sequence.partitionNo(end) != Sequence.partitionNo(part.first)) {
        end = Sequence.of(Sequence.partitionNo(part.first), 0);
        hash = start(starts, end);
      }
      if (part.first > end + 1) {
        gaps.add(new Gap(end + 1, part.first - 1, hash, part.hashBefore));
      }
      end = part.last;
      hash = part.hash;
    }
    return gaps;
  }

  /** The gaps of a file, in order. */
  public static List<Gap> stored(Connection connection, String where) throws SQLException {
    List<Gap> gaps = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT first, last, hash_before, hash FROM main.gap "
                    + where
                    + " ORDER BY first")) {
      while (row.next()) {
        gaps.add(new Gap(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBytes(4)));
      }
    }
    return gaps;
  }

  /** How many events are in all of them. */
  public static long count(List<Gap> gaps) {
    return gaps.stream().mapToLong(gap -> gap.last - gap.first + 1).sum();
  }

  boolean follows(byte[] hashOfTheOneBefore) {
    return Arrays.equals(hashBefore, hashOfTheOneBefore);
  }
}
