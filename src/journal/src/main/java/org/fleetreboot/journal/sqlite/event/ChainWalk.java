package org.fleetreboot.journal.sqlite.event;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.UUID;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.sql.event.Sequence;

/** Computes the hash of each event of a file again, across its gaps. */
public final class ChainWalk {
  private static final byte[] NONE = new byte[0];

  private final Path file;
  private final Deque<Gap> gaps;
  private final HashChain chain = new HashChain();
  private long last = -1;
  private byte[] hash = NONE;
  private long events;

  private ChainWalk(Path file, Deque<Gap> gaps) {
    this.file = file;
    this.gaps = gaps;
  }

  /**
   * Requires that the file has so many events, and that each follows from the one before it.
   *
   * @throws JournalDamaged if it does not
   */
  public static void require(Connection connection, Path file, long expected) throws SQLException {
    ChainWalk walk = new ChainWalk(file, new ArrayDeque<>(Gap.stored(connection, "")));
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                """
                SELECT e.sequence, p.name, s.name, e.version, e.event_id, t.name, e.recorded_at,
                  e.data, e.hash
                FROM event e CROSS JOIN stream s ON s.stream_no = e.stream_no
                CROSS JOIN event_type t ON t.type_no = e.type_no
                CROSS JOIN partition p ON p.partition_no = e.sequence >> 40 ORDER BY e.sequence
                """)) {
      while (row.next()) {
        walk.step(row);
      }
    }
    if (walk.events != expected) {
      throw new JournalDamaged(
          file, "it has %d events instead of %d".formatted(walk.events, expected));
    }
  }

  private void step(ResultSet row) throws SQLException {
    long sequence = row.getLong(1);
    String partition = row.getString(2);
    if (last < 0 || Sequence.partitionNo(last) != Sequence.partitionNo(sequence)) {
      last = Sequence.of(Sequence.partitionNo(sequence), 0);
      hash = chain.start(partition);
    }
    for (Gap gap = gaps.peek(); gap != null && gap.first() == last + 1; gap = gaps.peek()) {
      if (!gap.follows(hash)) {
        throw damaged(sequence, partition);
      }
      last = gap.last();
      hash = gap.hash();
      gaps.remove();
    }
    ByteBuffer id = ByteBuffer.wrap(row.getBytes(5));
    hash =
        chain.next(
            hash,
            Sequence.position(sequence),
            row.getString(3),
            row.getLong(4),
            new UUID(id.getLong(), id.getLong()),
            row.getString(6),
            row.getLong(7),
            row.getBytes(8));
    if (sequence != last + 1 || !Arrays.equals(hash, row.getBytes(9))) {
      throw damaged(sequence, partition);
    }
    last = sequence;
    events++;
  }

  private JournalDamaged damaged(long sequence, String partition) {
    return new JournalDamaged(
        file,
        "event %d of %s does not follow from the one before it"
            .formatted(Sequence.position(sequence), partition));
  }
}
