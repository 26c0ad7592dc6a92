package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
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

/** A command waits for one run, and the journal holds another that is open. */
class OtherRunsTest {
  private static final String AT_THE_END =
      "fleet-reboot: this command exits when its own run ends; other runs stay unfinished until the"
          + " next start.";

  private final Path directory;
  private final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start();

  OtherRunsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(routes.resolve("long.yaml"), soak("long", "1h"));
    Files.writeString(routes.resolve("short.yaml"), soak("short", "1ms"));
    hub.register("pump-7");
  }

  private static String soak(String chain, String duration) {
    return """
    - route:
        id: %1$s
        from:
          uri: reboot-run:%1$s
          steps:
            - to: { id: %1$s-soak, uri: "reboot:soak/%1$s?duration=%2$s" }
    """
        .formatted(chain, duration);
  }

  @BeforeEach
  void leaveARunOpen() {
    leaveOpen(
        new RunRequest(
            "r1",
            "long",
            new RunTrigger.CommandLine("start", "long"),
            Requester.login("somebody")));
  }

  private void leaveOpen(RunRequest request) {
    InstantSource clock = InstantSource.system();
    Path file = directory.resolve("data/journal.db");
    try (Journal journal = JournalFile.open(file, clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), clock)) {
      engine.runs().accept(request).toCompletableFuture().join();
    }
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void aStartSaysWhichRunsResumeInParallelAndWhatHappensToThem() {
    Result result = run("start", "--device", "pump-7");

    assertThat(result.err().lines())
        .containsSubsequence(
            "fleet-reboot: run r1 of long is unfinished too and resumes in parallel.", AT_THE_END);
    assertThat(run("list").out()).containsPattern("r1 +long +running");
  }

  @Test
  void runUntilSettledSaysThatTheOtherRunIsPaused() {
    Result result =
        run("run", "--start", "short", "--until-settled", "-P", "reboot.resumeWithin=1ms");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err().lines())
        .containsSubsequence(
            "fleet-reboot: run r1 of long is unfinished too and paused.", AT_THE_END);
  }

  @Test
  void aRunResumesWithItsOriginalOptions() {
    RunRequest posted =
        new RunRequest("r2", "short", new RunTrigger.Api(), Requester.login("somebody"));
    leaveOpen(posted.withOptions(Map.of("maxInFlight", "5")));

    Result result = run("run", "--start", "short", "--run-id", "r2", "--until-settled");

    assertThat(result.exit()).as(result.err()).isZero();
  }

  /** As with a journal of another user: a link is opened by nobody. */
  @Test
  void withoutAccessToTheLockRunsAreListedAndTheirProgramIsUnknown() throws IOException {
    Path lock = directory.resolve("data/journal.db.lock");
    Files.deleteIfExists(lock);
    Files.createSymbolicLink(lock, directory.resolve("elsewhere"));

    Result list = run("list");
    assertThat(list.exit()).as(list.err()).isZero();
    assertThat(list.out()).containsPattern("r1 +long +running ");
    assertThat(list.err()).contains("Cannot see whether a program writes to journal");
    Result get = run("get", "r1");
    assertThat(get.exit()).as(get.err()).isZero();
    assertThat(get.out()).contains("Run r1 is running", "Cannot see whether");
    assertThat(run("list", "--json").out()).contains("\"r1\"").doesNotContain("isWorkedOn");
  }

  @Test
  void eventsOfAnUnknownRunAreRefused() {
    assertThat(run("events", "--run", "r1").out()).contains("run.accepted");
    Result none = run("events", "--run", "nope");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.sentence()).contains("no run 'nope'").contains("./fleet-reboot list");
    assertThat(run("events", "--run", "a/b").sentence()).contains("no run 'a/b'");
  }

  @Test
  void onlyTheStartedRunIsAwaited() {
    run("start", "short", "--run-id", "r2");
    Result again = run("start", "short", "--run-id", "r2");

    assertThat(again.exit()).isZero();
    assertThat(again.err()).isEmpty();
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(args);
  }
}
