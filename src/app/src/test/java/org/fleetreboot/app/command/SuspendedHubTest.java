package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.api.FleetThat;
import org.fleetreboot.app.api.RunningApi;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get} of an open run asks the program that runs whether its hub can be worked with. */
class SuspendedHubTest {
  private static final Instant NEXT_TRY = Instant.parse("2026-11-26T12:00:00Z");
  private static final HubHealth SUSPENDED =
      new HubHealth(
          new HubTrouble(HubTrouble.Kind.UNREACHABLE, "Connection refused (plant-7)."), NEXT_TRY);

  private final Path directory;
  private final Path journalFile;

  SuspendedHubTest(@TempDir Path directory) {
    this.directory = directory;
    this.journalFile = directory.resolve("data/journal.db");
  }

  @BeforeEach
  void twoRunsOfWhichOneIsOpen() {
    try (Journal journal = JournalFile.open(journalFile, InstantSource.system());
        DurableEngine engine =
            DurableEngine.open(journal, EngineSettings.of("plant-7"), InstantSource.system())) {
      for (String run : new String[] {"open", "over"}) {
        var unused =
            engine
                .runs()
                .accept(
                    new RunRequest(
                        run,
                        "pumps",
                        new RunTrigger.CommandLine("start", "pumps"),
                        Requester.login("op")))
                .toCompletableFuture()
                .join();
      }
      var unused = engine.runs().end("over", null).toCompletableFuture().join();
    }
  }

  @Test
  void aSuspendedHubIsReportedWithTheTimeOfTheNextTry() {
    try (FileJournal journal = JournalFile.open(journalFile, InstantSource.system());
        RunningApi api = programWith(journal, SUSPENDED)) {
      assertThat(api).isNotNull();
      assertThat(get("open").err())
          .startsWith(
              "The hub is suspended: Connection refused (plant-7). It is tried again at 2026-11-2")
          .hasLineCount(1);
      assertThat(get("over").err()).isEmpty();
    }
  }

  @Test
  void aWorkingHubIsNotReported() {
    try (FileJournal journal = JournalFile.open(journalFile, InstantSource.system());
        RunningApi api = programWith(journal, HubHealth.GOOD)) {
      assertThat(api).isNotNull();
      assertThat(get("open").err()).isEmpty();
    }
  }

  @Test
  void withoutAProgramTheJournalIsEnough() {
    Result result = get("open");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
  }

  private Result get(String run) {
    return CommandLineRun.in(directory).of("get", run);
  }

  private static RunningApi programWith(FileJournal journal, HubHealth health) {
    return RunningApi.of(
        FleetThat.knows(
            Map.of(
                "hubStates",
                new HubStates(List.of(HubJson.of("plant", health, HubHeadroom.unused(1, 1)))))),
        InstantSource.system(),
        journal);
  }
}
