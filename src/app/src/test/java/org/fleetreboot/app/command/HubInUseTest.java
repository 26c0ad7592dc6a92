package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs on one hub with two journals know nothing of each other's calls. */
class HubInUseTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final Path locks;

  HubInUseTest(@TempDir Path directory) {
    this.directory = directory;
    this.locks = directory.resolve("locks");
  }

  @Test
  void aSecondProgramOnAHubIsRefusedWhateverItsJournal() {
    HubEndpoint hub = HubEndpoint.of("127.0.0.1:1");
    try (HubLock first = HubLock.take(locks, hub, Path.of("/srv/data/journal.db"))) {
      assertThat(first).isNotNull();
      Result second = start();

      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.sentence())
          .contains("Hub localhost:1 is in use by process")
          .contains("with journal /srv/data/journal.db")
          .contains("give it your orders");
    }
    assertThat(start().exit()).as("the hub does not answer").isEqualTo(3);
  }

  @Test
  void aCommandWithAnotherJournalThanTheRunningProgramsIsRefused() {
    leaveARunOpen();
    HubEndpoint hub = HubEndpoint.of("127.0.0.1:1");
    try (HubLock running = HubLock.take(locks, hub, Path.of("/srv/data/journal.db"))) {
      assertThat(running).isNotNull();
      for (String order : List.of("stop", "pause r1", "cancel r1")) {
        Result refused = run(order);

        assertThat(refused.exit()).as(order).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.sentence())
            .contains("is in use by process")
            .contains("give it your orders (--journal /srv/data/journal.db)");
      }
    }
    assertThat(run("pause r1").out()).contains("Run r1 is paused");
  }

  @Test
  void aCommandForAHubWithoutAddressIsRefusedWhileAProgramRuns() {
    leaveARunOpen();
    HubEndpoint hub = HubEndpoint.of("127.0.0.1:1");
    try (HubLock running = HubLock.take(locks, hub, Path.of("/srv/data/journal.db"))) {
      assertThat(running).isNotNull();
      Result refused = withoutVariables("pause r1");

      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.sentence())
          .contains("(this one) with journal /srv/data/journal.db) works with a hub")
          .contains("it is unknown whether that is 'localhost'")
          .contains("set IOTHUB_CONNECTION_STRING or IOTHUB_HOSTNAME");
    }
    assertThat(withoutVariables("pause r1").out()).contains("Run r1 is paused");
  }

  @Test
  void aStartWaitsForAnotherStartOnANewJournal() throws IOException {
    HubEndpoint hub = HubEndpoint.of("127.0.0.1:1");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    HubLock starting = HubLock.take(locks, hub, link.resolve("second.db"));
    CommandLineRun second = onTheHub();
    CompletableFuture<Result> start =
        CompletableFuture.supplyAsync(() -> of(second, "start --device pump-7"));
    await().atMost(LONG).until(() -> second.err().contains("which is starting or ending"));
    assertThat(start).isNotDone();
    starting.close();

    assertThat(start).succeedsWithin(LONG).extracting(Result::exit).isEqualTo(3);
  }

  private void leaveARunOpen() {
    InstantSource clock = InstantSource.system();
    try (Journal journal = JournalFile.open(directory.resolve("second.db"), clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("localhost"), clock)) {
      RunTrigger typed = new RunTrigger.CommandLine("start", "short");
      engine
          .runs()
          .accept(new RunRequest("r1", "short", typed, Requester.login("ann")))
          .toCompletableFuture()
          .join();
    }
  }

  private Result start() {
    return run("start --device pump-7");
  }

  private Result run(String command) {
    return of(onTheHub(), command);
  }

  private CommandLineRun onTheHub() {
    return CommandLineRun.in(directory)
        .with(
            "IOTHUB_CONNECTION_STRING",
            "HostName=LOCALHOST:1;SharedAccessKeyName=service;SharedAccessKey=YWJj");
  }

  private Result withoutVariables(String command) {
    return of(CommandLineRun.in(directory), command);
  }

  private Result of(CommandLineRun program, String command) {
    String[] more = {"--journal", "second.db", "-P", "reboot.lockFolder=" + locks};
    return program.of(
        Stream.of(command.split(" ", -1), more).flatMap(Arrays::stream).toArray(String[]::new));
  }
}
