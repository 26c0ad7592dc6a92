package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --standby} in this JVM; interrupting it counts as Ctrl-C. */
class StandbyCommandTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Path directory;
  private final Path volume;
  private final StartedHub hub;
  private final CommandLineRun program;
  private final int freePort = freePort();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  StandbyCommandTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.volume = directory.resolve("volume");
    this.hub = new StartedHub(directory);
    this.program = hub.commandLine();
    hub.route(
        "gate.yaml",
        """
        - route:
            from:
              uri: reboot-run:gated
              steps:
                - to: { id: gate, uri: "reboot:approval/gate" }
        """);
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.shutdownNow();
    assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    hub.close();
  }

  @Test
  void itWaitsForTheVolumeThenForTheJournalThenForTheHub() throws Exception {
    Path journal = volume.resolve("journal.db");
    HubLock other = HubLock.take(locks(), endpoint(), Path.of("/srv/other.db"));
    Future<Result> standby = standby(journal);

    awaitTold("folder " + volume + ", in which the journal should be, does not exist yet", standby);
    Files.createDirectory(volume);
    awaitTold("there is no journal at " + journal + " yet; a standby creates none", standby);
    assertThat(volume).isEmptyDirectory();
    Files.createFile(journal);
    awaitTold("works with hub " + endpoint() + " from journal /srv/other.db", standby);
    other.close();

    await().atMost(LONG).until(() -> program.err().contains("running against") || standby.isDone());
    assertThat(program.err())
        .containsOnlyOnce("does not exist yet")
        .containsOnlyOnce("took over in");
    thread.shutdownNow();
    assertThat(standby.get(1, TimeUnit.MINUTES).exit()).isZero();
  }

  @Test
  void whileItWaitsItIsAliveAndNotReadyAndSaysWhy() throws Exception {
    Future<Result> standby =
        standby(volume.resolve("journal.db"), "-P", "reboot.observe.port=" + freePort);
    awaitTold("does not exist yet", standby);

    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/observe/health/ready");
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
    assertThat(ready.body()).contains("reboot-standby", "In standby, because folder ");
    assertThat(get("/observe/metrics").body()).contains("process_uptime_seconds");
    thread.shutdownNow();
    assertThat(standby.get(1, TimeUnit.MINUTES).exit()).isZero();
    assertThat(volume).doesNotExist();
  }

  @Test
  void eachStandbyOfTheGuideStandsBy() throws Exception {
    List<String> commands =
        Files.readString(CommandLineRun.HOME.resolve("docs/guides/keep-a-standby.md"))
            .lines()
            .filter(line -> line.startsWith("./fleet-reboot run --standby"))
            .map(line -> line.replace("9877", Integer.toString(freePort)))
            .toList();

    assertThat(commands).hasSize(2);
    for (String command : commands) {
      CommandLineRun standby = hub.commandLine();
      CompletableFuture<Thread> begun = new CompletableFuture<>();
      Future<Result> result =
          thread.submit(
              () -> {
                begun.complete(Thread.currentThread());
                return standby.of(command.substring("./fleet-reboot ".length()).split(" "));
              });
      await().atMost(LONG).until(() -> standby.err().contains("standing by") || result.isDone());
      begun.join().interrupt();
      assertThat(result.get(1, TimeUnit.MINUTES).exit()).as(standby.err()).isZero();
    }
  }

  @Test
  void anOrderForTheRunsOfTheOtherProgramIsRefused() {
    for (String order : new String[] {"--start=gated", "--resume"}) {
      Result refused = program.of("run", "--standby", order);

      assertThat(refused.exit()).as(order).isEqualTo(2);
      assertThat(refused.sentence())
          .contains("--standby continues what the other program has begun");
    }
  }

  @Test
  void aSetUpWithWhichItCouldNotWorkIsRefusedAtOnce() throws IOException {
    hub.route("broken.yaml", "- route: [");

    Result refused = program.of("run", "--standby");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.sentence()).contains("broken.yaml");
  }

  @Test
  void whoeverRunsAServiceInMemoryIsToldThatARestartLosesIt() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(JournalFile.isInMemory(memory.resolve("journal.db")), "there is no /dev/shm");

    Path journal = memory.resolve("fleet-reboot-test").resolve("journal.db");
    Future<Result> standby = standby(journal);
    awaitTold("does not exist yet", standby);

    assertThat(program.err())
        .contains("journal " + journal + " is in memory (tmpfs), so nothing of it survives");
  }

  private void awaitTold(String what, Future<Result> standby) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(program.err().contains(what) || standby.isDone())
                    .as(program.err())
                    .isTrue());
    assertThat(program.err()).contains("fleet-reboot: standing by, because ").contains(what);
  }

  private Future<Result> standby(Path journal, String... more) {
    String[] words = {
      "run", "--standby", "--journal", journal.toString(), "-P", "reboot.lockFolder=" + locks()
    };
    String[] all = Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
    return thread.submit(() -> program.of(all));
  }

  private Path locks() {
    return directory.resolve("locks");
  }

  private HubEndpoint endpoint() {
    return HubAccess.byConnectionString(hub.hub.serviceConnectionString()).endpoint();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + freePort + path)).build(),
            BodyHandlers.ofString());
  }
}
