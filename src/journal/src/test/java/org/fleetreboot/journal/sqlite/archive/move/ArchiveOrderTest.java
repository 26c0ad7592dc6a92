package org.fleetreboot.journal.sqlite.archive.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.ArchiveReport;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which archive the events of a device go that has more than one run. */
class ArchiveOrderTest {
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  private final Path file;

  ArchiveOrderTest(@TempDir Path folder) {
    file = folder.resolve("journal.db");
  }

  @AfterEach
  void theJournalIsWhole() {
    assertThat(Verifier.verify(file, List.of(), LongWork.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void runsThatTakeTurnsOnOneDeviceOverTheEndOfAMonthLeaveTogether() {
    try (OldRuns runs = new OldRuns(file)) {
      runs.begin("long", "2026-10-31T22:00:00Z", "pump-1")
          .skip("long", "pump-1")
          .run("short", "2026-10-31T23:00:00Z", "pump-1")
          .at("2026-11-01T01:00:00Z")
          .end("long", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-1");
    }

    ArchiveReport report = move(NEW_YEAR);

    assertThat(report.held()).isEmpty();
    assertThat(runs("2026-11")).containsExactlyInAnyOrder("long", "short");
  }

  @Test
  void aRunBeforeTheOneThatStaysMayLeave() {
    try (OldRuns runs = new OldRuns(file)) {
      runs.run("first", "2026-10-05T02:00:00Z", "pump-1")
          .begin("open", "2026-10-06T02:00:00Z", "pump-1", "pump-2")
          .skip("open", "pump-1")
          .run("last", "2026-10-07T02:00:00Z", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-3");
    }

    ArchiveReport report = move(NEW_YEAR);

    assertThat(report.held()).containsEntry("an older run of the same device, which stays", 1L);
    assertThat(runs("2026-10")).containsExactly("first");
  }

  @Test
  void aNoteOnAnArchivedRunDoesNotKeepLaterRunsOfItsDevice() {
    try (OldRuns runs = new OldRuns(file)) {
      runs.run("autumn", "2026-10-05T02:00:00Z", "pump-1")
          .run("spring", "2027-03-01T02:00:00Z", "pump-2");
    }
    move(NEW_YEAR);
    try (OldRuns runs = new OldRuns(file)) {
      runs.continued("pump-1", 1)
          .at("2027-03-02T02:00:00Z")
          .note("autumn", "pump-1")
          .run("summer", "2027-07-01T02:00:00Z", "pump-1")
          .run("winter", "2027-12-01T02:00:00Z", "pump-3");
    }
    List<RecordedEvent> before = events(file);

    ArchiveReport report = move(Instant.parse("2027-09-01T00:00:00Z"));

    assertThat(report.held()).isEmpty();
    assertThat(runs("2027-07")).containsExactly("summer");
    List<RecordedEvent> after = events(file);
    after.addAll(events(archive("2027-03")));
    after.addAll(events(archive("2027-07")));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aNoteOnAnArchivedRunStaysAsLongAsRunsOfItsTime() {
    try (OldRuns runs = new OldRuns(file)) {
      runs.run("autumn", "2026-10-05T02:00:00Z", "pump-1")
          .run("spring", "2027-03-01T02:00:00Z", "pump-2");
    }
    move(NEW_YEAR);
    try (OldRuns runs = new OldRuns(file)) {
      runs.continued("pump-1", 1)
          .at("2027-03-02T02:00:00Z")
          .note("autumn", "pump-1")
          .run("winter", "2027-12-01T02:00:00Z", "pump-3");
    }

    ArchiveReport report = move(Instant.parse("2027-02-01T00:00:00Z"));

    assertThat(report.moved()).isEmpty();
    assertThat(report.held()).isEmpty();
  }

  private ArchiveReport move(Instant endedBefore) {
    return Archiver.move(file, endedBefore, line -> {});
  }

  private Path archive(String month) {
    return file.resolveSibling("archive").resolve(month + ".db.gz");
  }

  private List<String> runs(String month) {
    try (JournalReader reader = SqliteReader.open(archive(month))) {
      return reader.view().runs().stream().map(run -> run.run()).toList();
    }
  }

  private static List<RecordedEvent> events(Path journal) {
    List<RecordedEvent> events = new ArrayList<>();
    try (JournalReader reader = SqliteReader.open(journal)) {
      for (String partition : reader.partitions()) {
        reader.readAll(partition, Position.START, events::add);
      }
    }
    return events;
  }
}
