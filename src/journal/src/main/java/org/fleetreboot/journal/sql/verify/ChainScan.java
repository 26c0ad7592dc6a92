package org.fleetreboot.journal.sql.verify;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.Finding.Place;
import org.fleetreboot.journal.sql.event.Gaps;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sql.event.TypeNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one partition after the other, and compares each with its hash, its position
 * and its version. It trusts no column, and holds one number for each stream.
 */
final class ChainScan {
  /** Takes the events that are as they were written. */
  interface Sink {
    /** Returns whether to go on. */
    boolean event(RecordedEvent event, long streamNo, byte[] hash) throws SQLException;
  }

  private static final int ID_BYTES = 16;
  private static final int ROWS_AT_ONCE = 1_000;

  private final PreparedStatement events;
  private final TypeNames types;
  private final Gaps gaps;
  private final HashChain chain = new HashChain();
  private final Map<Long, Long> versions = new HashMap<>();
  private final Findings findings;

  ChainScan(Connection connection, String journal, Findings findings) throws SQLException {
    this.findings = findings;
    types = new TypeNames(connection, journal, new HashMap<>());
    gaps = new Gaps(connection);
    events =
        connection.prepareStatement(
            "SELECT e.sequence, e.version, e.event_id, e.type_no, e.recorded_at, e.hash, e.data,"
                + " e.stream_no, s.name, s.partition_no, s.archived_version"
                + " FROM event e LEFT JOIN stream s ON s.stream_no = e.stream_no"
                + " WHERE e.sequence >= ? AND e.sequence <= ? ORDER BY e.sequence");
    events.setFetchSize(ROWS_AT_ONCE);
  }

  /** How many streams had an event. */
  long streams() {
    return versions.size();
  }

  /**
   * Reads a partition up to its end, or to the first fault.
   *
   * @param claimed where it should end
   */
  void partition(String name, PartitionHead claimed, Sink sink) throws SQLException {
    events.setLong(1, Sequence.of(claimed.partitionNo(), 0));
    events.setLong(2, Sequence.last(claimed.partitionNo()));
    byte[] hash = chain.start(name);
    long position = 0;
    try (ResultSet row = events.executeQuery()) {
      while (row.next()) {
        long sequence = row.getLong(1);
        long next = Sequence.of(claimed.partitionNo(), position + 1);
        // Archived events have left their hashes.
        byte[] before = sequence == next ? hash : gaps.across(next, sequence, hash);
        if (before == null) {
          findings.add(new Place(name, position + 1, null, 0, null), "is missing");
          return;
        }
        hash = before;
        position = Sequence.position(sequence);
        RecordedEvent event = event(row, name, claimed.partitionNo(), position);
        if (event == null) {
          return;
        }
        hash = chain.next(hash, event);
        if (!Arrays.equals(hash, row.getBytes(6))) {
          findings.add(
              event,
              "does not fit its hash: it was changed or put in, or another was removed before it");
          return;
        }
        if (!sink.event(event, row.getLong(8), hash)) {
          return;
        }
        if (position == claimed.position() && !Arrays.equals(hash, claimed.hash())) {
          findings.add("The last hash of %s is not that of event %d".formatted(name, position));
          return;
        }
        if (position > claimed.position()) {
          findings.add(event, "was put in: the journal ended before it");
          return;
        }
      }
    }
    if (position < claimed.position()) {
      findings.add(new Place(name, position + 1, null, 0, null), "is missing");
    }
  }

  private @Nullable RecordedEvent event(
      ResultSet row, String partition, long partitionNo, long position) throws SQLException {
    long version = row.getLong(2);
    byte[] id = row.getBytes(3);
    String type = types.find(row.getLong(4));
    String stream = row.getString(9);
    Place place = new Place(partition, position, stream, version, type);
    if (stream == null || stream.isBlank() || row.getLong(10) != partitionNo) {
      findings.add(place, "is in a stream that %s does not have".formatted(partition));
      return null;
    }
    if (type == null || id == null || id.length != ID_BYTES || row.getBytes(7) == null) {
      findings.add(place, "was changed: a part of it is missing");
      return null;
    }
    long expected = versions.getOrDefault(row.getLong(8), row.getLong(11)) + 1;
    if (version != expected) {
      findings.add(
          place,
          "should be version %d: it was changed or put in, or another was removed"
              .formatted(expected));
      return null;
    }
    versions.put(row.getLong(8), version);
    ByteBuffer parts = ByteBuffer.wrap(id);
    return new RecordedEvent(
        new Position(position),
        new StreamId(partition, stream),
        version,
        new UUID(parts.getLong(), parts.getLong()),
        type,
        Instant.ofEpochMilli(row.getLong(5)),
        row.getBytes(7));
  }
}
