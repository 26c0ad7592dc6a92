package org.fleetreboot.app.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RestingDevice;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.DeviceHistory;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Path directory;
  private final Path file;

  JournalCommandsTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("j.db");
    try (Journal journal = open()) {
      stop(journal, 0);
    }
  }

  @Test
  void aWholeJournalIsVerified() {
    Result result = run("verify");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith(file + " is whole: 1 events of 1 streams, from 2026-03-01 ");
  }

  @Test
  void aChangedEventIsNamedWithWhatToDo() throws Exception {
    change("UPDATE event SET recorded_at = recorded_at + 1");

    Result result = run("verify");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "event 1 of hub/north (fleet.stopped.v1, version 1 of fleet/north) does not fit its hash")
        .contains("Put a verified backup in its place");
    assertThat(run("verify", "--json").out())
        .contains("\"whole\":false")
        .contains(
            "\"event\":{\"partition\":\"hub/north\",\"position\":1,\"stream\":\"fleet/north\",\"version\":1,\"type\":\"fleet.stopped.v1\"}");
  }

  @Test
  void tablesThatAreNotWhatTheEventsSayAreRebuilt() throws Exception {
    change("UPDATE fleet SET state = replace(state, 'fire', 'flood')");

    Result result = run("verify");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.out())
        .startsWith("The events of " + file + " are whole")
        .contains("The read models are not what the events say")
        .contains("./fleet-reboot journal rebuild --journal " + file)
        .doesNotContain("backup");
    assertThat(run("verify", "--json").out()).contains("\"whole\":false,\"eventsWhole\":true");
    assertThat(run("rebuild").exit()).isZero();
    assertThat(run("verify").exit()).isZero();
  }

  @Test
  void aSnapshotThatIsNotTheFoldOfItsEventsIsNamedAndMadeAnew() throws Exception {
    StreamId pump = StreamId.device("north", "pump-1");
    var skipped =
        new RebootEvent.Skipped("run-1", "all", NOON, Requester.login("anna"), "not tonight");
    RestingDevice wrong =
        new RestingDevice(
            new RebootState.Idle(
                new DeviceHistory(
                    Map.of(), NOON, null, new DeviceHistory.Failures(2, "run-1"), Map.of(), null)),
            null);
    try (Journal journal = open()) {
      journal.discardSnapshots(StateCodec.FORMAT).join();
      NewEvent event = new EventCodec().encode(UUID.randomUUID(), skipped);
      journal.append("hub/north", List.of(new StreamAppend(pump, 0, List.of(event)))).join();
      journal.saveSnapshots(List.of(new StateCodec().encode(pump, 1, wrong))).join();
    }

    Result result = run("verify");
    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.out())
        .contains("The snapshot of device/north/pump-1 differs from the fold of its events");
    assertThat(run("rebuild").out()).startsWith("Rebuilt the read models and the snapshots of ");
    assertThat(run("verify").exit()).isZero();
  }

  @Test
  void aDamagedJournalIsNamedByEveryReader() throws Exception {
    change("UPDATE partition SET position = 7");

    for (String command : List.of("list", "get r1", "events")) {
      Result result = CommandLineRun.in(directory).of((command + " --journal j.db").split(" ", -1));

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence()).contains("is damaged").contains("journal verify --journal");
    }
  }

  @Test
  void aHeadThatWasKeptIsStillThereLaterAndNotInAnotherJournal() throws Exception {
    Files.writeString(directory.resolve("head.json"), run("head", "--json").out());
    String head = run("head").out().strip();
    try (Journal journal = open()) {
      stop(journal, 1);
    }

    assertThat(head).matches("hub/north:1:[0-9a-f]{64}");
    assertThat(run("verify", "--head", "head.json", "--expect", head).out())
        .endsWith("and it contains the expected heads.%n".formatted());
    Files.delete(file);
    try (Journal journal = open()) {
      stop(journal, 0);
      stop(journal, 1);
    }
    Result anew = run("verify", "--head", "head.json");
    assertThat(anew.exit()).isEqualTo(1);
    assertThat(anew.out()).contains("is not the one of the expected head");
  }

  @Test
  void aJournalThatLacksWhatAProgramLastSawInItsFileIsNotWhole() throws Exception {
    Path state = directory.resolve("state");
    try (FileJournal journal = open()) {
      stop(journal, 1);
      String hash = journal.chain("hub/north", new Position(2)).orElseThrow().hash();
      KnownJournals.of(state, HubEndpoint.of("north"))
          .remember(
              new KnownJournal(
                  UUID.randomUUID(),
                  1,
                  Map.of("hub/north", 2L),
                  Map.of("hub/north", hash),
                  KnownJournal.Standing.UNDER_WAY,
                  JournalFile.place(journal, null),
                  NOON));
    }
    String stateFolder = "reboot.stateFolder=" + state;
    assertThat(run("verify", "-P", stateFolder).exit()).isZero();

    change(
        "DELETE FROM event WHERE version = 2",
        "UPDATE partition SET (position, hash) = (SELECT 1, hash FROM event)");

    Result shorter = run("verify", "-P", stateFolder);
    assertThat(shorter.exit()).isEqualTo(1);
    assertThat(shorter.out())
        .contains("hub/north ends at event 1, and had event 2")
        .contains("a -wal file was lost");
  }

  @Test
  void aHeadOfAnotherFormIsRefused() {
    assertThat(run("verify", "--expect", "7").sentence())
        .contains("invalid --expect: '7' is no head: it has the form PARTITION:POSITION:HASH");
  }

  @Test
  void aBackupIsWrittenWhileAProgramRuns() {
    Result result;
    try (Journal inUse = open()) {
      result = run("backup", "copy.db");
      assertThat(inUse.partitions()).hasSize(1);
    }

    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("Wrote and verified " + directory.resolve("copy.db"));
    assertThat(run("backup", "copy.db").sentence()).contains("to replace it, add --force");
  }

  @Test
  void aJournalInUseIsNotCompacted() {
    try (Journal inUse = open()) {
      Result result = run("compact");

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence()).contains("is in use by process").contains("stop that program");
      assertThat(inUse.partitions()).hasSize(1);
    }
    assertThat(run("compact").out()).startsWith(file + " had ");
  }

  @Test
  void theStatisticsSayWhatIsThere() {
    assertThat(run("stats").out())
        .startsWith(file + ": 1 events of 1 streams, ")
        .contains("hub/north  1")
        .contains("event (index)");
    assertThat(run("stats", "--json").out()).contains("\"events\":1").contains("\"tables\":{");
  }

  private FileJournal open() {
    return JournalFile.open(file, InstantSource.fixed(NOON));
  }

  private static void stop(Journal journal, long version) {
    StreamAppend append =
        new StreamAppend(
            StreamId.fleet("north"),
            version,
            List.of(
                new EventCodec()
                    .encode(
                        UUID.randomUUID(),
                        new FleetStopEvent.FleetStopped(NOON, Requester.login("anna"), "fire"))));
    journal.append("hub/north", List.of(append)).join();
  }

  private void change(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  private Result run(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "journal";
    System.arraycopy(words, 0, line, 1, words.length);
    line[words.length + 1] = "--journal";
    line[words.length + 2] = "j.db";
    return CommandLineRun.in(directory).of(line);
  }
}
