package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
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

/** A run is paused, and somebody waits for it, or nobody works on it. */
class PausedRunTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String JOURNAL = "data/it is here.db";
  private static final String GO_ON =
      "./fleet-reboot run --start short --run-id r1 --resume --until-settled --require 10%"
          + " --journal 'data/it is here.db' -P reboot.tier=S2";

  private final Path directory;
  private final StartedHub hub;
  private final LightSwarm swarm;

  PausedRunTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    this.swarm = hub.connect("pump-1");
    hub.route(
        "short.yaml",
        """
        - route:
            id: short
            from:
              uri: reboot-run:short
              steps:
                - to: { id: short-all, uri: "reboot:group/all?firstPoll=50ms&query=RAW(deviceId = 'pump-1')" }
        """);
  }

  @BeforeEach
  void leaveARunPaused() {
    leavePaused("r1");
  }

  private void leavePaused(String run) {
    InstantSource clock = InstantSource.system();
    try (Journal journal = JournalFile.open(directory.resolve(JOURNAL), clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), clock)) {
      RunTrigger typed = new RunTrigger.CommandLine("start", "short");
      engine
          .runs()
          .accept(new RunRequest(run, "short", typed, Requester.login("ann")))
          .toCompletableFuture()
          .join();
      engine.control().pause(run, Requester.login("ann"), "lunch").toCompletableFuture().join();
    }
  }

  @AfterEach
  void stopHub() {
    swarm.close();
    hub.close();
  }

  @Test
  void withoutATerminalTheWaitEndsAtOnceAndThePrintedCommandResumesTheRun() {
    Result start = start("--require", "10%", "-P", "reboot.tier=S2");

    assertThat(start.exit()).as(start.err()).isEqualTo(4);
    assertThat(start.err().lines().toList()).last().asString().endsWith(": " + GO_ON);
    Result pasted = hub.run(words(GO_ON));
    assertThat(pasted.exit()).as(pasted.err()).isZero();
    assertThat(at("plan", "short").out())
        .as("by the journal's own history")
        .contains("It ends at about ")
        .contains("Nine of ten of the last 1 reboots took ");
  }

  @Test
  void aSecretIsNotPrintedAndItsNameSaysWhatToSet() {
    Result start = start("-P", "queue.password=hunter2", "-P", "queue.url=amqp://ann:hunter2@q/x");
    String[] secret = {"-P", "queue.token=;hunter2", "-P", "reboot.tier=S2"};
    List<Result> all =
        List.of(
            start,
            at(with(secret, "list")),
            at(with(secret, "get", "r1")),
            at(with(secret, "resume", "r1")));

    assertThat(start.exit()).as(start.err()).isEqualTo(4);
    assertThat(start.err())
        .contains("--journal 'data/it is here.db' # give -P queue.password, -P queue.url again");
    assertThat(all.get(3).err())
        .contains("--journal 'data/it is here.db' -P reboot.tier=S2 # give -P queue.token again");
    assertThat(all)
        .allSatisfy(said -> assertThat(said.out() + said.err()).doesNotContain("hunter2"));
  }

  @Test
  void anAwaitedRunContinuesWhenItIsResumed() {
    Result gone = start("--timeout", "1ms");
    assertThat(gone.exit()).as(gone.err()).isEqualTo(4);
    assertThat(gone.err()).contains("run r1 is paused; waiting for it");
    CompletableFuture<Result> start = CompletableFuture.supplyAsync(() -> start("--wait"));
    Result resumed =
        await()
            .atMost(LONG)
            .until(() -> at("list", "--json"), list -> list.out().contains("\"isWorkedOn\":true"));
    assertThat(resumed.out()).contains("paused");

    Result resume = at("resume", "r1");
    assertThat(resume.out()).as(resume.err()).isEqualTo("Run r1 continues.\n");

    assertThat(start).succeedsWithin(LONG).extracting(Result::exit).isEqualTo(0);
  }

  @Test
  void aCommandThatIsOnlyRecordedSaysHowToContinue() {
    Result resumed = at("resume", "r1");
    assertThat(resumed.out()).isEqualTo("Run r1 is no longer paused.\n");
    String goOn = "./fleet-reboot run --start short --run-id r1 --until-settled";
    assertThat(resumed.err()).contains("run r1 waits until then; to continue: " + goOn);
    assertThat(at("list").out()).containsPattern("r1 +short +running, no program");
    assertThat(at("list").err()).contains("No program has worked on run r1 since").contains(goOn);
    assertThat(at("get", "r1").out())
        .contains("Run r1 is open")
        .contains("No program has worked on run r1 since")
        .contains("--journal 'data/it is here.db'");
    assertThat(at("pause", "r1").out()).contains("resume r1 --journal 'data/it is here.db'");

    Result cancelled = at("cancel", "r1");
    assertThat(cancelled.out()).contains("will be cancelled");
    assertThat(at("get", "r1").out()).contains("Run r1 will be cancelled");
  }

  @Test
  void aCommandThatIsOnlyRecordedDoesNotCountAsAProgramAtWork() throws IOException {
    Instant seen = Instant.parse("2026-03-01T02:00:00Z");
    Files.setLastModifiedTime(directory.resolve(JOURNAL), FileTime.from(seen));
    String since = "No program has worked on run r1 since " + TimeText.time(seen) + ", ";

    at("resume", "r1");
    assertThat(at("list").err()).contains(since);
    at("pause", "r1");
    at("stop");
    assertThat(at("get", "r1").out()).contains(since);

    leavePaused("r2");
    assertThat(at("get", "r1").out())
        .contains("No program has worked on run r1")
        .doesNotContain(since);
  }

  @Test
  void resumeWithoutARunResumesTheOnlyPausedOneAndIsRefusedIfThereAreTwo() {
    assertThat(at("resume").out()).isEqualTo("Run r1 is no longer paused.\n");
    assertThat(at("resume").out())
        .isEqualTo("No run is paused, and the journal is not in doubt.\n");

    at("pause", "r1");
    leavePaused("r2");

    Result which = at("resume");
    assertThat(which.exit()).isEqualTo(2);
    assertThat(which.sentence()).contains("2 runs are paused").contains("r2, r1");
  }

  @Test
  void startWithResumeContinuesThePausedRun() {
    assertThat(start("--resume").exit()).isZero();
    assertThat(hub.hub.calls()).containsEntry("pump-1", 1L);
  }

  private Result start(String... more) {
    String[] words = {"start", "short", "--run-id", "r1"};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return at(all);
  }

  private Result at(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--journal";
    all[args.length + 1] = JOURNAL;
    return hub.run(all);
  }

  private static String[] with(String[] options, String... command) {
    return Stream.of(command, options).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** As a shell splits it, but for the name of the program. */
  private static String[] words(String command) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .skip(1)
        .toArray(String[]::new);
  }
}
