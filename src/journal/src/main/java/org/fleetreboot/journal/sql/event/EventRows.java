package org.fleetreboot.journal.sql.event;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/** Turns rows into events, and refuses an event that does not fit its hash. Not thread-safe. */
public final class EventRows {
  /** What {@link #read} needs of an event {@code e}, as the first columns. */
  public static final String COLUMNS =
      "e.sequence, e.version, e.event_id, e.type_no, e.recorded_at, e.hash, e.data";

  /** The hash of the event before {@code e}. */
  public static final String HASH_BEFORE =
      "(SELECT b.hash FROM event b WHERE b.sequence = e.sequence - 1)";

  private static final int ID_BYTES = 16;

  private final String journal;
  private final TypeNames types;
  private final Gaps gaps;
  private final HashChain chain = new HashChain();

  public EventRows(Connection connection, String journal) throws SQLException {
    this(connection, journal, new HashMap<>());
  }

  /**
   * @param typeNames that were read already, to share them between connections
   */
  public EventRows(Connection connection, String journal, Map<Long, String> typeNames)
      throws SQLException {
    this.journal = journal;
    this.types = new TypeNames(connection, journal, typeNames);
    this.gaps = new Gaps(connection);
  }

  /**
   * The event of the row.
   *
   * @param before the hash of the event before it; null if there is none
   * @throws JournalDamaged if it is not what was written
   */
  public RecordedEvent read(ResultSet row, StreamId stream, byte @Nullable [] before)
      throws SQLException {
    return read(row, 1, stream, before);
  }

  /**
   * The event of the row.
   *
   * @param first where its columns begin in the row
   * @param before the hash of the event before it; null if there is none
   * @throws JournalDamaged if it is not what was written
   */
  public RecordedEvent read(ResultSet row, int first, StreamId stream, byte @Nullable [] before)
      throws SQLException {
    long sequence = row.getLong(first);
    Position position = new Position(Sequence.position(sequence));
    long version = row.getLong(first + 1);
    byte[] id = row.getBytes(first + 2);
    String type = types.of(row.getLong(first + 3));
    byte[] known = before == null ? hashBefore(sequence, stream.partition()) : before;
    if (id.length == ID_BYTES) {
      ByteBuffer parts = ByteBuffer.wrap(id);
      RecordedEvent event =
          new RecordedEvent(
              position,
              stream,
              version,
              new UUID(parts.getLong(), parts.getLong()),
              type,
              Instant.ofEpochMilli(row.getLong(first + 4)),
              row.getBytes(first + 6));
      if (Arrays.equals(chain.next(known, event), row.getBytes(first + 5))) {
        return event;
      }
    }
    throw new JournalDamaged(
        journal,
        "event %d of %s (%s, version %d of %s) does not fit its hash: it was changed, or the one before it was removed"
            .formatted(position.value(), stream.partition(), type, version, stream.name()));
  }

  private byte[] hashBefore(long sequence, String partition) throws SQLException {
    long position = Sequence.position(sequence);
    byte[] known =
        position == 1 ? chain.start(partition) : gaps.across(sequence - 1, sequence, null);
    if (known == null) {
      throw missing(partition, position - 1);
    }
    return known;
  }

  /**
   * The hash of the event before {@code sequence}, if all events between are in another file.
   *
   * @param from the position of the first of them
   * @throws JournalDamaged if they are not
   */
  public byte[] across(String partition, long from, long sequence, byte @Nullable [] before)
      throws SQLException {
    long first = Sequence.of(Sequence.partitionNo(sequence), from);
    byte[] known = gaps.across(first, sequence, before);
    if (known == null) {
      throw missing(partition, from);
    }
    return known;
  }

  public JournalDamaged missing(String partition, long position) {
    return new JournalDamaged(journal, "event %d of %s is missing".formatted(position, partition));
  }

  public JournalDamaged missing(StreamId stream, long version) {
    return new JournalDamaged(
        journal, "version %d of %s is missing".formatted(version, stream.name()));
  }
}
