package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.ProgramProcess;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two nodes on one PostgreSQL, each in a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
class NodesProgramTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> PUMPS =
      IntStream.rangeClosed(1, 20).mapToObj(n -> "pump-" + n).toList();

  private final Path directory;
  private final StartedHub hub;
  private final String url = PostgresServer.shared().newDatabase();
  private final PostgresAddress database = PostgresAddress.of(url, null, null, Map.of());

  NodesProgramTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    Files.writeString(
        directory.resolve("application.properties"),
        "reboot.journal = " + url + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    hub.route(
        "pumps.yaml",
        """
        - route:
            id: pumps
            from:
              uri: reboot-run:pumps
              steps:
                - to:
                    id: all
                    uri: reboot:group/all
                    parameters: { query: "deviceId != ''", maxInFlight: 1, maxFailed: "100%", confirmWithin: "20s", firstPoll: "500ms", pollEvery: "500ms" }
        """);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void whenOneSleepsOrIsKilledTheOtherGoesOnAndNoDeviceIsCalledTwice() throws Exception {
    List<DeviceSpec> pumps =
        PUMPS.stream()
            .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ofMillis(500))))
            .toList();
    try (LightSwarm swarm = hub.connect(pumps);
        ProgramProcess first = node("run", "--start", "pumps", "--run-id", "r1")) {
      assertThat(swarm).isNotNull();
      await()
          .atMost(LONG)
          .until(() -> first.err().contains("running against") || !first.isRunning());
      try (ProgramProcess second = node("run")) {
        await().atMost(LONG).until(() -> hub.hub.calls().size() >= 2);
        await().atMost(LONG).until(() -> nodes().size() == 2);
        String worker = worker();

        first.signal("STOP");
        await().atMost(LONG).until(() -> !worker().isEmpty() && !worker().equals(worker));
        first.signal("CONT");
        String successor = worker();
        second.kill();

        await().atMost(LONG).until(() -> !worker().isEmpty() && !worker().equals(successor));
        await().atMost(LONG).until(this::isCompleted);
        assertThat(outcomes()).as(run("events").out() + first.err()).isEqualTo(promised());
        assertThat(first.isRunning()).as(first.err()).isTrue();
        first.stop();
        assertThat(first.exitWithin(LONG)).as(first.err()).isEqualTo(143);
      }
    }
  }

  private List<String> nodes() {
    Result nodes = run("nodes", "--json");
    return nodes.out().lines().toList();
  }

  /** The line of the node that works; empty if none does. */
  private String worker() {
    return nodes().stream()
        .filter(line -> !line.contains("\"workingSince\":null"))
        .map(line -> line.replaceFirst(".*\"name\":\"([^\"]*)\".*", "$1"))
        .findFirst()
        .orElse("");
  }

  /** A call that was cut off before it was sent leaves a device that nobody calls again. */
  private Map<String, String> promised() {
    Map<String, String> promised = new TreeMap<>();
    PUMPS.forEach(
        pump -> {
          long calls = hub.hub.calls().getOrDefault(pump, 0L);
          promised.put(
              pump,
              calls == 0 ? "unknown" : calls == 1 ? "confirmed" : "called " + calls + " times");
        });
    return promised;
  }

  private boolean isCompleted() {
    try (PostgresReader journal = PostgresReader.open(database)) {
      RunView run = journal.view().run("r1");
      return run != null && run.status() == RunStatus.COMPLETED;
    }
  }

  private Map<String, String> outcomes() {
    try (PostgresReader journal = PostgresReader.open(database)) {
      Map<String, String> outcomes = new TreeMap<>();
      journal
          .view()
          .devices("r1")
          .forEach(device -> outcomes.put(device.device(), device.status().word()));
      return outcomes;
    }
  }

  private Result run(String... words) {
    return CommandLineRun.in(directory).home(directory).of(words);
  }

  private ProgramProcess node(String... words) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("IOTHUB_CONNECTION_STRING", hub.hub.serviceConnectionString());
    environment.put("IOTHUB_CA_FILE", hub.hub.caFile().toString());
    return ProgramProcess.start(directory, environment, words);
  }
}
