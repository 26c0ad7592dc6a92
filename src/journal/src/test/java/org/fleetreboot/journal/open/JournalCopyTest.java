package org.fleetreboot.journal.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RandomHistory;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.archive.move.Archiver;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.fleetreboot.journal.view.ViewComparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCopyTest {
  private static final JournalAddress.Login NOBODY = new JournalAddress.Login(null, null, Map.of());

  private static final StreamId PRESS = StreamId.device("north", "press-1");
  private static final StreamId OVEN = StreamId.device("north", "oven-1");

  private final JournalAddress database =
      JournalAddress.of(PostgresServer.shared().newDatabase(), Path::of, NOBODY);
  private final Path file;
  private final JournalAddress from;
  private final JournalAddress back;

  JournalCopyTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
    from = JournalAddress.of(file);
    back = JournalAddress.of(directory.resolve("back.db"));
  }

  @Test
  void aHistoryIsTheSameInADatabaseAndBackInAFile() {
    try (SqliteJournal journal = open(file)) {
      RandomHistory history = new RandomHistory(7);
      for (int batch = 0; batch < 30; batch++) {
        for (StreamAppend next : history.next()) {
          journal.append(next.stream().partition(), List.of(next)).join();
        }
      }
      append(journal, to(PRESS, 0, 3), to(OVEN, 0, 1));
      journal.discardSnapshots(7).join();
      journal.saveSnapshots(List.of(new Snapshot(PRESS, 3, new byte[] {1, 2}))).join();
      journal.saveCheckpoint("results", HUB, new Position(2)).join();
      journal.saveCheckpoint("results", "hub/empty", Position.START).join();
    }

    copy(from, database);
    copy(database, back);

    requireSame(from, database);
    requireSame(from, back);
  }

  private static void requireSame(JournalAddress one, JournalAddress other) {
    try (JournalReader expected = Journals.openReadOnly(one);
        JournalReader copy = Journals.openReadOnly(other)) {
      assertThat(copy.heads()).isEqualTo(expected.heads()).isNotEmpty();
      for (String partition : expected.partitions()) {
        assertThat(copy.readAll(partition, Position.START, 100_000))
            .isEqualTo(expected.readAll(partition, Position.START, 100_000));
      }
      assertThat(copy.checkpoints()).containsExactlyInAnyOrderElementsOf(expected.checkpoints());
      assertThat(copy.snapshots().format()).isEqualTo(7);
      assertThat(copy.snapshots().of(List.of(PRESS, OVEN)))
          .isEqualTo(expected.snapshots().of(List.of(PRESS, OVEN)));
      assertThat(new ViewComparison(copy.view(), expected.view()).difference()).isNull();
    }
  }

  @Test
  void whatIsUnderWayGoesOnInTheCopy() {
    try (SqliteJournal journal = open(file)) {
      append(journal, to(PUMP, 0, 2));
    }
    copy(from, database);

    try (SharedJournal journal =
        Journals.openShared(
            database, "node", InstantSource.system(), LongWork.UNWATCHED, JournalObserver.NONE)) {
      assertThat(journal.take(HUB).join().head()).isEqualTo(new Position(2));
      assertThat(append(journal, to(PUMP, 2, 1))).isEqualTo(new Position(3));
    }
  }

  @Test
  void archivedRunsComeBackIntoTheJournal() {
    try (OldRuns old = new OldRuns(file)) {
      old.run("winter-1", "2025-01-10T02:00:00Z", "pump-1");
      old.run("spring-1", "2025-04-10T02:00:00Z", "pump-1", "pump-2");
    }
    List<RecordedEvent> all = events(from);
    Archiver.move(file, Instant.parse("2025-03-01T00:00:00Z"), line -> {});
    assertThat(events(from)).hasSizeLessThan(all.size());

    copy(from, database);

    assertThat(events(database)).isEqualTo(all);
  }

  private static List<RecordedEvent> events(JournalAddress journal) {
    try (JournalReader reader = Journals.openReadOnly(journal)) {
      return reader.partitions().stream()
          .flatMap(partition -> reader.readAll(partition, Position.START, 10_000).stream())
          .toList();
    }
  }

  @Test
  void aJournalThatHoldsEventsIsNoTarget() {
    try (SqliteJournal journal = open(file)) {
      append(journal, to(PUMP, 0, 1));
    }
    copy(from, database);

    assertThatThrownBy(() -> copy(from, database))
        .isInstanceOf(JournalRefused.class)
        .hasMessageStartingWith("The journal at jdbc:postgresql://localhost:")
        .hasMessageEndingWith(" holds events already: name an empty one.");
  }

  @Test
  void aJournalThatAProgramWritesToIsNoSource() {
    try (SqliteJournal journal = open(file)) {
      append(journal, to(PUMP, 0, 1));
      assertThatThrownBy(() -> copy(from, database)).isInstanceOf(JournalInUse.class);
    }
    copy(from, database);
    try (SharedJournal journal =
        Journals.openShared(
            database, "node-7", InstantSource.system(), LongWork.UNWATCHED, JournalObserver.NONE)) {
      journal.take(HUB).join();
      assertThatThrownBy(() -> copy(database, back))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("is in use by node node-7: stop every node first");
    }
    copy(database, back);
  }

  @Test
  void anEventThatWasChangedIsFoundWhileItIsCopied() throws SQLException {
    try (SqliteJournal journal = open(file)) {
      append(journal, to(PUMP, 0, 3));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate("UPDATE event SET data = x'7b7d' WHERE version = 2");
    }

    assertThatThrownBy(() -> copy(from, database))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("event 2 of hub/north");
  }

  private static SqliteJournal open(Path file) {
    return SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT);
  }

  private static void copy(JournalAddress from, JournalAddress to) {
    Journals.copy(from, to, InstantSource.system(), LongWork.UNWATCHED);
  }
}
