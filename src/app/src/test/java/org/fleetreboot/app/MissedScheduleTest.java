package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program was not there when a schedule wanted it. */
class MissedScheduleTest {
  private static final String EVERY_NEW_YEAR =
      """
      - route:
          id: new-year
          from:
            uri: quartz:new-year
            parameters: { cron: "0 30 0 1 1 ?", trigger.timeZone: "UTC" }
            steps:
              - to: { uri: "reboot-run:yearly" }
      - route:
          from:
            uri: reboot-run:yearly
            steps:
              - to: { id: yearly-soak, uri: "reboot:soak/yearly?duration=1ms" }
      """;

  private final Path directory;
  private final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start();

  MissedScheduleTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(routes.resolve("yearly.yaml"), EVERY_NEW_YEAR);
  }

  @BeforeEach
  void runOnceIn2024() {
    InstantSource clock = InstantSource.system();
    Path file = directory.resolve("data/journal.db");
    try (Journal journal = JournalFile.open(file, clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), clock)) {
      String id = "yearly-20240101-003000";
      var trigger = new RunTrigger.Schedule("new-year", Instant.parse("2024-01-01T00:30:00Z"));
      engine
          .runs()
          .accept(new RunRequest(id, "yearly", trigger, Requester.login("route new-year")))
          .thenCompose(receipt -> engine.runs().end(id, null))
          .toCompletableFuture()
          .join();
    }
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void missedTimesOfAScheduleAreListedAsSkippedAndNotCaughtUp() throws IOException {
    String err = runUntilItSays("was missed");
    assertThat(err)
        .contains("The schedule new-year of chain yearly was missed ")
        .doesNotContain("ERROR");

    String list = run("list").out();
    assertThat(list)
        .containsPattern("yearly-20250101-003000 +yearly +skipped")
        .containsPattern("yearly-20260101-003000 +yearly +skipped")
        .containsPattern("yearly-20240101-003000 +yearly +completed");
    assertThat(run("get", "yearly-20250101-003000").out())
        .contains("its time was missed: the program was not running");

    assertThat(runUntilItSays("stop it with Ctrl-C")).doesNotContain("missed");
    assertThat(run("list").out()).isEqualTo(list);
  }

  private String runUntilItSays(String text) throws IOException {
    Map<String, String> variables =
        Map.of(
            "IOTHUB_CONNECTION_STRING",
            hub.serviceConnectionString(),
            "IOTHUB_CA_FILE",
            hub.caFile().toString());
    try (ProgramProcess program = ProgramProcess.start(directory, variables, "run")) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> program.err().contains(text) || !program.isRunning());
      program.stop();
      program.exitWithin(Duration.ofMinutes(5));
      return program.err();
    }
  }

  @Test
  void aCommandThatStartsNoTriggersRecordsNothing() {
    assertThat(run("start", "yearly").exit()).isZero();
    assertThat(skipped(run("list").out())).isZero();
  }

  private static long skipped(String list) {
    return list.lines().filter(line -> line.contains("skipped")).count();
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(args);
  }
}
