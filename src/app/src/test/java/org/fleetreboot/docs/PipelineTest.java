package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.ProgramProcess;
import org.fleetreboot.app.local.HubFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The script of the guide for a pipeline: bash, curl and jq against a running program. */
@Execution(ExecutionMode.CONCURRENT)
class PipelineTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String NIGHTLY =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - to:
                  id: nightly-all
                  uri: reboot:group/all
                  parameters: { query: "SELECT * FROM devices", firstPoll: "200ms", pollEvery: "500ms", maxFailed: "100%" }
      """;

  private final Path directory;

  PipelineTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    Files.writeString(routes.resolve("nightly.yaml"), NIGHTLY);
  }

  @BeforeAll
  static void theGuideNeedsThem() {
    assumeTrue(
        Stream.of("bash", "curl", "jq").allMatch(PipelineTest::isOnThePath),
        "no bash, curl or jq here");
  }

  @Test
  void itSucceedsWhenEachDeviceIsConfirmedAndFailsWithoutAProgram() throws Exception {
    try (ProgramProcess hub = hub("--devices", "3", "--boot-time", "1s");
        ProgramProcess program = program(hub)) {
      assertThat(pipeline("build-1")).as(() -> printed(program)).isZero();
      assertThat(pipeline("build-1")).as("the same build again is the same run").isZero();
      assertThat(runs()).hasSize(1);

      program.stop();
      assertThat(program.exitWithin(LONG)).isNotNegative();

      assertThat(pipeline("build-2")).isNotZero();
    }
  }

  @Test
  void itFailsWhenADeviceDid() throws Exception {
    try (ProgramProcess hub = hub("--devices", "3", "--boot-time", "1s", "--reject", "1");
        ProgramProcess program = program(hub)) {
      assertThat(pipeline("build-1")).as(() -> printed(program)).isEqualTo(1);
      assertThat(Files.readString(directory.resolve("pipeline.log"))).contains("false");
    }
  }

  private ProgramProcess hub(String... options) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of("hub", "--data", "hub", "--rest-port", "0"), Arrays.stream(options))
            .toArray(String[]::new);
    return ProgramProcess.start(directory, Map.of(), arguments);
  }

  private ProgramProcess program(ProgramProcess hubProcess) throws IOException {
    Path ready = directory.resolve("hub/hub.json");
    await().atMost(LONG).until(() -> Files.exists(ready) || !hubProcess.isRunning());
    assertThat(hubProcess.isRunning()).as(hubProcess.err()).isTrue();
    HubFile hub = HubFile.read(ready);
    ProgramProcess program =
        ProgramProcess.start(
            directory,
            Map.of(
                "IOTHUB_CONNECTION_STRING", hub.serviceConnectionString(),
                "IOTHUB_CA_FILE", hub.caFile()),
            "run");
    Path orders = directory.resolve("data/journal.db.api.json");
    await().atMost(LONG).until(() -> Files.exists(orders) || !program.isRunning());
    assertThat(program.isRunning()).as(program.err()).isTrue();
    return program;
  }

  /** The exit code of the guide's script. */
  private int pipeline(String build) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("bash", "-c", script())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("pipeline.log").toFile());
    script.environment().put("BUILD_ID", build);
    Process process = script.start();
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String script() throws IOException {
    String page = Files.readString(CommandLineRun.HOME.resolve("docs/guides/control-a-run.md"));
    String fence = "```bash\n";
    int begin = page.indexOf(fence) + fence.length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private List<String> runs() {
    return CommandLineRun.in(directory).of("list").out().lines().skip(1).toList();
  }

  private String printed(ProgramProcess program) {
    try {
      return Files.readString(directory.resolve("pipeline.log")) + program.err();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean isOnThePath(String command) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
