package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.engine.state.RestingStatesInJournal;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does with a device whose first events are in an archive. */
class ArchivedDeviceTest {
  private static final StreamId PUMP = StreamId.device("local", "pump-1");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-10-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final Path file;

  ArchivedDeviceTest(@TempDir Path folder) {
    file = folder.resolve("journal.db");
  }

  @BeforeEach
  void archiveTheFirstRun() {
    hub.add("pump-1", FakeHub.Behavior.REBOOTS);
    hub.add("pump-2", FakeHub.Behavior.REBOOTS);
    try (FileJournal journal = JournalFile.open(file, clock)) {
      night(journal, "first", "pump-1");
      clock.advance(Duration.ofDays(30));
      night(journal, "second", "pump-2");
    }
    assertThat(JournalFile.archive(file, Instant.parse("2026-11-01T00:00:00Z"), line -> {}).moved())
        .hasSize(1);
  }

  @Test
  void aNoteOnTheArchivedRunChangesNothingElse() {
    try (FileJournal journal = JournalFile.open(file, clock)) {
      long archived = archivedVersion(journal);
      note(journal, archived);
      try (ManualDrive drive = start(journal)) {
        drive.settle();
        // Requests become durable in their order.
        journal.saveSnapshots(List.of()).join();
        drive.settle();

        assertThat(drive.fleet().hub(null).devices()).isEmpty();
        assertThat(archivedVersion(journal)).isEqualTo(archived + 1);
      }
    }
  }

  @Test
  void aStartMakesADamagedSnapshotOfItsArchivedEventsAnew() {
    try (FileJournal journal = JournalFile.open(file, clock)) {
      Snapshot kept = archived(journal);
      damage(journal);
      note(journal, kept.version());

      try (ManualDrive drive = start(journal)) {
        drive.settle();
        journal.saveSnapshots(List.of()).join();
        drive.settle();

        StateCodec states = new StateCodec();
        assertThat(archived(journal).version()).isEqualTo(kept.version() + 1);
        assertThat(states.device(archived(journal))).isEqualTo(states.device(kept));
      }
    }
  }

  @Test
  void aStartNamesTheMissingArchiveThatADamagedSnapshotIsMadeAnewFrom() throws IOException {
    Path archive = file.resolveSibling("archive/2026-10.db.gz");
    try (FileJournal journal = JournalFile.open(file, clock)) {
      long version = archivedVersion(journal);
      damage(journal);
      note(journal, version);
      Files.delete(archive);

      assertThatThrownBy(() -> start(journal))
          .isInstanceOf(JournalRefused.class)
          .hasMessage(
              "Archive %s is missing, and snapshots are made from it: put it back from a backup.",
              journal.file().resolveSibling("archive/2026-10.db.gz"));
    }
  }

  @Test
  void aDamagedSnapshotThatARunningEngineReadsIsNamedWithTheRemedy() {
    try (FileJournal journal = JournalFile.open(file, clock)) {
      damage(journal);

      assertThatThrownBy(
              () ->
                  new RestingStatesInJournal(journal, new EventCodec(), new StateCodec())
                      .devices(HubStreams.of("local"), List.of("pump-1")))
          .isInstanceOf(JournalFailed.class)
          .hasMessage(
              "The snapshot of device/local/pump-1 is missing or damaged, and its first events are"
                  + " in an archive: make it anew with journal rebuild.");
    }
  }

  private static void damage(Journal journal) {
    byte[] garbage = "not a state".getBytes(StandardCharsets.UTF_8);
    journal.saveSnapshots(List.of(new Snapshot(PUMP, archivedVersion(journal), garbage))).join();
  }

  private static Snapshot archived(Journal journal) {
    return Objects.requireNonNull(journal.snapshots().of(List.of(PUMP)).current().get(PUMP));
  }

  private void night(Journal journal, String run, String device) {
    Life life = new Life(start(journal), hub, clock);
    var accepted =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    run, Life.CHAIN, new RunTrigger.CommandLine("start"), Requester.login("anna")));
    life.drive.settle();
    assertThat(accepted.toCompletableFuture()).isCompleted();
    var unused =
        life.group(run, "all", GroupOptions.DEFAULT, List.of(device))
            .thenAccept(
                answer -> {
                  var unusedEnd = life.engine.runs().end(run, null);
                });
    life.pass(Duration.ofMinutes(25));
    life.close();
  }

  private static long archivedVersion(Journal journal) {
    Snapshot snapshot = journal.snapshots().of(List.of(PUMP)).current().get(PUMP);
    return snapshot == null ? 0 : snapshot.version();
  }

  private void note(Journal journal, long after) {
    RebootEvent note = new RebootEvent.Noted("first", "all", clock.instant(), "seen");
    journal
        .append(
            PUMP.partition(),
            List.of(
                new StreamAppend(
                    PUMP, after, List.of(new EventCodec().encode(new UUID(7, 7), note)))))
        .join();
  }

  private ManualDrive start(Journal journal) {
    return ManualDrive.open(journal, EngineSettings.of("local"), clock, 7);
  }
}
