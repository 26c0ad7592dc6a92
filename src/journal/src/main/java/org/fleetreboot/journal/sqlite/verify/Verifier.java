package org.fleetreboot.journal.sqlite.verify;

import java.nio.file.Path;
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
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.DecompressedArchive;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.snapshot.OpenStreamCheck;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole journal in one read transaction, while a program may write to it, and names what is
 * not as it was written.
 */
public final class Verifier {
  private static final int SHOWN_EVERY = 5_000;

  private final Path file;
  private final Path original;
  private final LongWork work;
  private final Findings findings = new Findings();
  private final EventCodec codec = new EventCodec();
  private final Map<String, ChainHead> ends = new LinkedHashMap<>();
  private final ExpectedHeads expected;
  private long events;
  private long total;
  private long streams;
  private @Nullable Instant oldest;
  private @Nullable Instant newest;

  private Verifier(Path file, Path original, List<ChainHead> expected, LongWork work) {
    this.file = file;
    this.original = original;
    this.work = work;
    this.expected = new ExpectedHeads(expected);
  }

  /**
   * Verifies a journal.
   *
   * @param expected heads that it must contain, as noted earlier
   * @throws org.fleetreboot.journal.JournalRefused if there is no such file, or it is no journal
   */
  public static Verification verify(Path file, List<ChainHead> expected, LongWork work) {
    if (!ArchiveFile.isNamed(file)) {
      return new Verifier(file, file, expected, work).verification();
    }
    try (DecompressedArchive archive = DecompressedArchive.open(file)) {
      return archive.ask(journal -> new Verifier(journal, journal, expected, work).verification());
    }
  }

  /** Verifies a copy of a journal whose archives are beside the original. */
  public static Verification verifyCopy(
      Path copy, Path original, List<ChainHead> expected, LongWork work) {
    return new Verifier(copy, original, expected, work).verification();
  }

  /** What else is compared with the events. */
  private static List<Check> checks(Connection connection) throws SQLException {
    return List.of(new FoldCheck(), new ReadModelCheck(connection));
  }

  private Verification verification() {
    try (Connection connection = Connections.verifier(file);
        Statement sql = connection.createStatement()) {
      sql.execute("BEGIN");
      checkPages(sql);
      readEvents(connection, sql);
      sql.execute("COMMIT");
    } catch (JournalDamaged damaged) {
      findings.add(sentence(damaged.what()));
    } catch (SQLException failed) {
      if (!SqliteErrors.isDamageForReaders(failed)) {
        throw SqliteErrors.whileReading(file, failed);
      }
      findings.add(
          "After %d events it cannot be read: %s".formatted(events, SqliteErrors.words(failed)));
    }
    return new Verification(
        events, streams, oldest, newest, List.copyOf(ends.values()), findings.all());
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** SQLite's own check: pages, and each index against its table. */
  private void checkPages(Statement sql) throws SQLException {
    work.show("Checking pages", 0, 0);
    try (ResultSet row = sql.executeQuery("PRAGMA integrity_check(5)")) {
      while (row.next()) {
        if (!row.getString(1).equals("ok")) {
          findings.add("SQLite finds: " + row.getString(1).replaceAll("\\s+", " "));
        }
      }
    }
  }

  private void readEvents(Connection connection, Statement sql) throws SQLException {
    total = Pragma.number(sql, "SELECT count(*) FROM event");
    List<Check> checks = checks(connection);
    try {
      readEvents(connection, checks);
    } finally {
      for (Check check : checks) {
        check.close();
      }
    }
  }

  private void readEvents(Connection connection, List<Check> checks) throws SQLException {
    ChainScan scan = new ChainScan(connection, file, findings);
    List<Map.Entry<String, PartitionHead>> partitions =
        new ArrayList<>(PartitionHead.stored(connection).entrySet());
    // Runs first, in the order in which people think of them.
    partitions.sort(
        Comparator.comparing(
                (Map.Entry<String, PartitionHead> next) -> !next.getKey().equals(StreamId.RUNS))
            .thenComparing(Map.Entry::getKey));
    boolean whole = findings.isEmpty();
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
    ArchivesCheck.require(connection, original, file.equals(original) ? expected : null, findings);
    if (findings.isEmpty()) {
      OpenStreamCheck.fault(connection).ifPresent(findings::add);
    }
    if (whole && findings.isEmpty()) {
      for (Check check : checks) {
        check.end(findings);
      }
    }
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
