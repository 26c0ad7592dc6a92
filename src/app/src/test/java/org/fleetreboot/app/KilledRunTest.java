package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.app.local.HubFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hub and program each in a process of its own; the program is killed and started again. */
@Execution(ExecutionMode.CONCURRENT)
class KilledRunTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final List<String> DEVICES =
      List.of("canary-01", "sensor-01", "sensor-02", "sensor-03", "sensor-04");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  KilledRunTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    WorkingDirectory.withQuickChain(directory);
  }

  @Test
  void aRunResumesUnderItsIdAndOnlyACalledDeviceIsConfirmed() throws Exception {
    try (ProgramProcess hubProcess =
        ProgramProcess.start(
            directory, Map.of(), "hub", "--data", "hub", "--devices", "6", "--boot-time", "1s")) {
      Path file = directory.resolve("hub/hub.json");
      await().atMost(LONG).until(() -> Files.exists(file) || !hubProcess.isRunning());
      HubFile hub = HubFile.read(file);
      Map<String, String> variables =
          Map.of(
              "IOTHUB_CONNECTION_STRING", hub.serviceConnectionString(),
              "IOTHUB_CA_FILE", hub.caFile());

      killWhenRecorded("run.accepted.v1", variables);
      killWhenRecorded("reboot.accepted.v1", variables);
      itComesUpPausedWhenItStoodStillForLong(variables);
      killWhenRecorded("run.resumed.v1", variables, "--resume");
      try (ProgramProcess last = start(variables)) {
        assertThat(last.exitWithin(LONG))
            .as("5 where a kill left a device unknown: " + last.err() + events())
            .isIn(0, 5);
        assertThat(lastLine(last).get("outcome").textValue()).isEqualTo("completed");
      }

      assertThat(outcomes()).as(this::events).isEqualTo(promised(get(hub.testUrl() + "/calls")));
      assertThat(JSON.readTree(read("list"))).as("runs: the schedule stood still").hasSize(1);
      hubProcess.kill();
      itsIdAgainPrintsTheResultWithoutAskingTheHub(variables);
    }
  }

  private void itComesUpPausedWhenItStoodStillForLong(Map<String, String> variables)
      throws Exception {
    try (ProgramProcess late = start(variables, "--property", "reboot.resumeWithin=1ms")) {
      assertThat(late.exitWithin(LONG)).as(late.err()).isEqualTo(4);
      assertThat(late.err()).contains("--resume");
    }
  }

  private void itsIdAgainPrintsTheResultWithoutAskingTheHub(Map<String, String> variables)
      throws Exception {
    try (ProgramProcess again = start(variables)) {
      assertThat(again.exitWithin(LONG)).as(again.err()).isIn(0, 5);
      assertThat(lastLine(again).get("outcome").textValue()).isEqualTo("completed");
    }
  }

  /**
   * What follows from the calls that the hub counted. A kill between the durable intent and the
   * call leaves a device that was never called: nobody can know, so nobody calls it again.
   */
  private static Map<String, List<String>> promised(JsonNode calls) {
    Map<String, List<String>> promised = new TreeMap<>();
    for (String device : DEVICES) {
      int count = calls.path(device).intValue();
      promised.put(
          device,
          List.of(
              switch (count) {
                case 0 -> "unknown";
                case 1 -> "confirmed";
                default -> "called " + count + " times";
              }));
    }
    return promised;
  }

  /** By device. A result is handed out at least once, and its id tells which are the same. */
  private Map<String, List<String>> outcomes() throws IOException {
    Set<String> ids = new HashSet<>();
    Map<String, List<String>> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("results/r1.jsonl"))) {
      JsonNode result = JSON.readTree(line);
      if (ids.add(result.get("id").textValue())) {
        outcomes
            .computeIfAbsent(result.get("device").textValue(), device -> new ArrayList<>())
            .add(result.get("outcome").textValue());
      }
    }
    return outcomes;
  }

  private String events() {
    return "events:\n" + CommandLineRun.in(directory).of("events").out();
  }

  private ProgramProcess start(Map<String, String> variables, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("run", "--start", "quick", "--run-id", "r1", "--until-settled", "--json"));
    words.addAll(List.of(more));
    return ProgramProcess.start(directory, variables, words.toArray(new String[0]));
  }

  /** Watches the journal while the program has it open, which is what list and get do too. */
  private void killWhenRecorded(String type, Map<String, String> variables, String... more)
      throws IOException {
    try (ProgramProcess process = start(variables, more)) {
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !process.isRunning() || read("events").contains("\"" + type + "\""));
      // An earlier process may have recorded that, and this one not have the journal yet.
      await()
          .atMost(LONG)
          .until(() -> !process.isRunning() || read("list").contains("\"isWorkedOn\":true"));
      assertThat(process.isRunning()).as(process.err()).isTrue();
      assertThat(read("list")).contains("\"r1\"");
      assertThat(read("get", "r1")).contains("\"chain\":\"quick\"");
      process.kill();
      assertThat(read("list")).contains("\"isWorkedOn\":false");
    }
  }

  private String read(String... args) {
    String[] json = List.of(args).toArray(new String[args.length + 1]);
    json[args.length] = "--json";
    return CommandLineRun.in(directory).of(json).out();
  }

  private static JsonNode lastLine(ProgramProcess process) throws IOException {
    List<String> lines = process.out().lines().toList();
    return JSON.readTree(lines.get(lines.size() - 1));
  }

  private static JsonNode get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
