package org.fleetreboot.journal.sql.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.jspecify.annotations.Nullable;

/**
 * Reads all events of one state of a journal, and names the first of each partition that is not as
 * it was written. What is derived from the events is compared by checks.
 */
public final class EventVerification {
  private static final int SHOWN_EVERY = 5_000;

  private final Connection connection;
  private final String journal;
  private final Findings findings;
  private final LongWork work;
  private final EventCodec codec = new EventCodec();
  private final Map<String, ChainHead> ends = new LinkedHashMap<>();
  private final ExpectedHeads expected;
  private long events;
  private long total;
  private long streams;
  private @Nullable Instant oldest;
  private @Nullable Instant newest;

  /**
   * @param connection in a transaction that reads one state
   * @param journal its file, or the address of its database without a password
   * @param expected heads that it must contain
   */
  public EventVerification(
      Connection connection,
      String journal,
      ExpectedHeads expected,
      Findings findings,
      LongWork work) {
    this.connection = connection;
    this.journal = journal;
    this.expected = expected;
    this.findings = findings;
    this.work = work;
  }

  /** How many events were read. */
  public long events() {
    return events;
  }

  /**
   * Reads the events.
   *
   * @param checks each is told every event
   */
  public void run(List<Check> checks) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT count(*) FROM event")) {
      row.next();
      total = row.getLong(1);
    }
    readEvents(checks);
  }

  /** What was found. */
  public Verification verification() {
    return new Verification(
        events, streams, oldest, newest, List.copyOf(ends.values()), findings.all());
  }

  private void readEvents(List<Check> checks) throws SQLException {
    ChainScan scan = new ChainScan(connection, journal, findings);
    List<Map.Entry<String, PartitionHead>> partitions =
        new ArrayList<>(PartitionHead.stored(connection).entrySet());
    // Runs first, in the order in which people think of them.
    partitions.sort(
        Comparator.comparing(
                (Map.Entry<String, PartitionHead> next) -> !next.getKey().equals(StreamId.RUNS))
            .thenComparing(Map.Entry::getKey));
    for (Map.Entry<String, PartitionHead> next : partitions) {
      String name = next.getKey();
      ends.put(name, new ChainHead(name, 0, new byte[HashChain.BYTES]));
      scan.partition(
          name,
          next.getValue(),
          (event, streamNo, hash) -> {
            count(event, hash);
            return isExpected(event) && isAccepted(checks, event, streamNo);
          });
    }
    streams = scan.streams();
    work.show("Reading events", events, total);
    if (findings.isEmpty() && events != total) {
      findings.add("%d events are in no partition".formatted(total - events));
    }
    requireExpected();
    CheckpointCheck.require(connection, findings);
  }

  private void count(RecordedEvent event, byte[] hash) {
    events++;
    Instant at = event.recordedAt();
    oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
    newest = newest == null || at.isAfter(newest) ? at : newest;
    String partition = event.stream().partition();
    ends.put(partition, new ChainHead(partition, event.position().value(), hash));
    if (events % SHOWN_EVERY == 0) {
      work.show("Reading events", events, total);
    }
  }

  private boolean isExpected(RecordedEvent event) {
    if (expected.allow(Objects.requireNonNull(ends.get(event.stream().partition())))) {
      return true;
    }
    findings.add(
        event,
        "is not the one of the expected head: the events up to it were written anew, or it is another journal");
    return false;
  }

  private boolean isAccepted(List<Check> checks, RecordedEvent event, long streamNo)
      throws SQLException {
    try {
      Object decoded = codec.decode(event);
      for (Check check : checks) {
        check.event(event, decoded, streamNo);
      }
      return true;
    } catch (RuntimeException refused) {
      findings.add(event, "is not one that the rules write: " + refused.getMessage());
      return false;
    }
  }

  /** The expected heads behind the last events. */
  private void requireExpected() {
    if (!findings.isEmpty()) {
      return;
    }
    for (ChainHead head : expected.left()) {
      ChainHead end = ends.get(head.partition());
      long last = end == null ? 0 : end.position();
      // One before it is of an event in an archive, which has the hashes up to there.
      if (head.position() > last) {
        findings.add(
            "%s ends at event %d, and had event %d: the events after it were removed, a -wal file was lost, or it is an older copy"
                .formatted(head.partition(), last, head.position()));
      }
    }
  }
}
