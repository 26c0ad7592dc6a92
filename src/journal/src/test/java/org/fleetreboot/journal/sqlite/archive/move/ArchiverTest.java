package org.fleetreboot.journal.sqlite.archive.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.ArchiveReport;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.event.ChainWalk;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.fleetreboot.journal.sqlite.write.SqliteTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverTest {
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  private final Path file;

  ArchiverTest(@TempDir Path folder) {
    file = folder.resolve("journal.db");
  }

  private OldRuns threeMonths() {
    return new OldRuns(file)
        .run("autumn-1", "2026-10-05T02:00:00Z", "pump-1", "pump-2")
        .run("autumn-2", "2026-10-06T02:00:00Z", "pump-1")
        .run("winter-1", "2026-12-24T02:00:00Z", "pump-1", "pump-2")
        .run("spring-1", "2027-03-01T02:00:00Z", "pump-2");
  }

  @Test
  void oldRunsMoveToOneArchiveAMonthWithTheirEvents() throws Exception {
    threeMonths().close();
    List<RecordedEvent> before = events(file);

    ArchiveReport report = move();

    assertThat(report.moved())
        .extracting(ArchiveReport.Moved::file, ArchiveReport.Moved::runs)
        .containsExactly(tuple("archive/2026-10.db.gz", 2L), tuple("archive/2026-12.db.gz", 1L));
    List<RecordedEvent> after = new ArrayList<>(events(archive("2026-10")));
    after.addAll(events(archive("2026-12")));
    after.addAll(events(file));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    assertThat(runs(file)).containsExactly("spring-1");
    assertThat(runs(archive("2026-10"))).containsExactly("autumn-2", "autumn-1");
  }

  @Test
  void theChainOfHashesSpansTheGapsInTheJournalAndInEachArchive() throws Exception {
    threeMonths().close();

    move();

    try (Connection journal = Connections.reader(file)) {
      ChainWalk.require(journal, file, events(file).size());
    }
  }

  @Test
  void headsThatWereKeptOfArchivedEventsRaiseNoAlarm() {
    threeMonths().close();
    List<ChainHead> kept = new ArrayList<>();
    try (SqliteReader reader = SqliteReader.open(file)) {
      for (long position = 1; position <= reader.head("hub/north").value(); position++) {
        kept.addAll(reader.chain("hub/north", new Position(position)).stream().toList());
      }
    }
    move();

    assertThat(kept).hasSize(22);
    assertThat(Verifier.verify(file, kept, LongWork.UNWATCHED).findings()).isEmpty();
    try (SqliteReader reader = SqliteReader.open(file)) {
      assertThat(reader.chain("hub/north", new Position(2))).isEmpty();
    }
  }

  @Test
  void aStreamContinuesWhereItsArchivedEventsEnd() throws Exception {
    threeMonths().close();
    move();

    try (OldRuns later = new OldRuns(file)) {
      assertThat(later.journal().head("hub/north")).isEqualTo(new Position(22));
      assertThat(version(StreamId.device("north", "pump-1"))).isEqualTo(3);
      assertThat(
              later
                  .journal()
                  .snapshots()
                  .of(List.of(StreamId.run("autumn-1")))
                  .current()
                  .get(StreamId.run("autumn-1")))
          .isNotNull();
    }
  }

  @Test
  void aSecondMoveAddsToTheArchiveOfTheMonth() throws Exception {
    threeMonths().close();
    List<RecordedEvent> before = events(file);

    Archiver.move(file, Instant.parse("2026-10-06T00:00:00Z"), line -> {});
    assertThat(runs(archive("2026-10"))).containsExactly("autumn-1");
    move();

    assertThat(runs(archive("2026-10"))).containsExactly("autumn-2", "autumn-1");
    List<RecordedEvent> after = new ArrayList<>(events(archive("2026-10")));
    after.addAll(events(archive("2026-12")));
    after.addAll(events(file));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aDeviceThatHadNoEventInTheFirstPartOfAnArchiveMayHaveSomeInTheSecond() throws Exception {
    try (OldRuns runs = new OldRuns(file)) {
      runs.begin("first", "2026-10-05T02:00:00Z", "pump-2", "pump-1")
          .end("first", "pump-1")
          .run("second", "2026-10-06T02:00:00Z", "pump-2", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-3");
    }
    List<RecordedEvent> before = events(file);

    Archiver.move(file, Instant.parse("2026-10-06T00:00:00Z"), line -> {});
    move();

    List<RecordedEvent> after = new ArrayList<>(events(archive("2026-10")));
    after.addAll(events(file));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aPlanSaysWhatWouldMoveAndMovesNothing() throws Exception {
    threeMonths().close();
    List<RecordedEvent> before = events(file);

    ArchiveReport plan = Archiver.plan(file, NEW_YEAR);

    assertThat(plan.moved()).isEqualTo(move().moved());
    assertThat(before).hasSizeGreaterThan(events(file).size());
  }

  @Test
  void aRunThatIsOpenStays() throws Exception {
    try (OldRuns runs = new OldRuns(file)) {
      runs.begin("open", "2026-10-05T02:00:00Z", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-2");
    }

    assertThat(move().moved()).isEmpty();
    assertThat(runs(file)).containsExactly("later", "open");
  }

  @Test
  void aRunStaysBehindAnOlderOneOfTheSameDevice() throws Exception {
    try (OldRuns runs = new OldRuns(file)) {
      runs.begin("open", "2026-10-05T02:00:00Z", "pump-1", "pump-2")
          .skip("open", "pump-1")
          .run("closed", "2026-10-06T02:00:00Z", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-3");
    }

    ArchiveReport report = move();

    assertThat(report.moved()).isEmpty();
    assertThat(report.held()).containsEntry("an older run of the same device, which stays", 1L);
  }

  @Test
  void aMoveThatWasCutShortIsDoneAgain() throws Exception {
    threeMonths().close();
    List<RecordedEvent> before = events(file);
    Path untouched = Files.copy(file, file.resolveSibling("untouched.db"));
    move();
    Files.delete(archive("2026-12"));
    cutShort(untouched);

    // This time one run less is old enough.
    Archiver.move(file, Instant.parse("2026-10-06T00:00:00Z"), line -> {});

    List<RecordedEvent> after = new ArrayList<>(events(archive("2026-10")));
    after.addAll(events(file));
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    assertThat(runs(archive("2026-10"))).containsExactly("autumn-1");
  }

  @Test
  void anArchiveThatLosesAHubWhenAMoveIsDoneAgainCanBeRead() throws Exception {
    try (OldRuns runs = new OldRuns(file)) {
      runs.run("first", "2026-10-05T02:00:00Z", "pump-1")
          .on("south")
          .run("second", "2026-10-06T02:00:00Z", "pump-1")
          .run("later", "2027-03-01T02:00:00Z", "pump-1")
          .on("north")
          .run("last", "2027-03-01T02:00:00Z", "pump-1");
    }
    Path untouched = Files.copy(file, file.resolveSibling("untouched.db"));
    move();
    cutShort(untouched);

    Archiver.move(file, Instant.parse("2026-10-06T00:00:00Z"), line -> {});

    assertThat(runs(archive("2026-10"))).containsExactly("first");
  }

  @Test
  void whatAKilledMoveHasLeftIsTakenAway() throws Exception {
    threeMonths().close();
    Path folder = Files.createDirectories(file.resolveSibling("archive"));
    Files.writeString(folder.resolve(".journal.db.raw"), "half");
    Files.writeString(folder.resolve(".journal.db.new"), "half");

    move();

    assertThat(names(folder)).containsExactly("2026-10.db.gz", "2026-12.db.gz");
  }

  @Test
  void aMoveThatFailsLeavesNoFile() throws Exception {
    threeMonths().close();
    DamagedCopy.sql(file, "UPDATE event SET recorded_at = recorded_at + 1 WHERE version = 2");

    assertThatThrownBy(this::move).isInstanceOf(JournalDamaged.class);
    assertThat(names(file.resolveSibling("archive"))).isEmpty();
  }

  @Test
  void theRoomThatAKilledMoveHasNotGivenBackIsGivenBackByTheNext() throws Exception {
    threeMonths().close();
    DamagedCopy.sql(
        file,
        "CREATE TABLE large(content BLOB)",
        "INSERT INTO large VALUES (zeroblob(1000000))",
        "DROP TABLE large");

    ArchiveReport report = Archiver.move(file, Instant.EPOCH, line -> {});

    assertThat(report.moved()).isEmpty();
    assertThat(report.bytesAfter()).isLessThan(report.bytesBefore() / 2);
  }

  @Test
  void aRunWaitsForEverySubscriber() throws Exception {
    try (OldRuns runs = threeMonths()) {
      runs.journal().saveCheckpoint("results", "hub/north", new Position(6)).join();
      runs.journal().saveCheckpoint("results", "runs", new Position(4)).join();
    }

    ArchiveReport report = move();

    assertThat(report.moved()).extracting(ArchiveReport.Moved::runs).containsExactly(1L);
    assertThat(report.held())
        .containsEntry("subscription results, which has not got all its events", 2L);
  }

  @Test
  void theJournalShrinks() throws Exception {
    try (OldRuns runs = new OldRuns(file)) {
      for (int n = 100; n < 200; n++) {
        runs.run("old-" + n, "2026-10-05T02:00:00Z", "pump-1", "pump-2", "pump-3");
      }
      runs.run("new", "2027-03-01T02:00:00Z", "pump-1");
    }

    ArchiveReport report = move();

    assertThat(report.bytesAfter()).isLessThan(report.bytesBefore() / 2);
    assertThat(Files.size(file)).isEqualTo(report.bytesAfter());
  }

  @Test
  void nobodyElseReadsAnArchiveAndNobodyWritesToIt() throws Exception {
    threeMonths().close();
    move();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive("2026-10"))))
        .isEqualTo("rw-------");
    assertThatThrownBy(
            () -> SqliteJournal.open(archive("2026-10"), Instant::now, DiskLimits.DEFAULT))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("is an archive, which is only read");
  }

  @Test
  void aFileInThePlaceOfAnArchiveIsNotOverwritten() throws Exception {
    threeMonths().close();
    Files.createDirectories(file.resolveSibling("archive"));
    Files.writeString(archive("2026-10"), "mine");

    assertThatThrownBy(this::move)
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("is not the archive that this journal wrote");
    assertThat(runs(file)).hasSize(4);
  }

  /** As if the program had died when the archive of October was in its place. */
  private void cutShort(Path untouched) throws Exception {
    Files.move(untouched, file, StandardCopyOption.REPLACE_EXISTING);
    try (Connection journal = Connections.writer(file, DiskLimits.DEFAULT)) {
      ArchiveRow.of("2026-10", List.of()).announce(journal, ArchiveFile.sha256(archive("2026-10")));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ArchiveReport move() {
    return Archiver.move(file, NEW_YEAR, line -> {});
  }

  private Path archive(String month) {
    return file.resolveSibling("archive").resolve(month + ".db.gz");
  }

  private long version(StreamId stream) throws Exception {
    try (Connection journal = Connections.writer(file, DiskLimits.DEFAULT)) {
      return Heads.load(new SqliteTables(journal, file), 10).version(stream);
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

  private static List<String> runs(Path journal) {
    try (JournalReader reader = SqliteReader.open(journal)) {
      return reader.view().runs().stream().map(run -> run.run()).toList();
    }
  }
}
