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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.app.local.HubFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From a file to rebooted devices, by the routes as they are shipped. */
@Execution(ExecutionMode.CONCURRENT)
class DroppedFileTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  DroppedFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aFileRebootsItsDevicesAndABadOneBeforeItIsRejectedAndRebootsNone() throws Exception {
    try (ProgramProcess hub =
        ProgramProcess.start(
            directory, Map.of(), "hub", "--data", "hub", "--devices", "6", "--boot-time", "1s")) {
      Path file = directory.resolve("hub/hub.json");
      await().atMost(LONG).until(() -> Files.exists(file) || !hub.isRunning());
      HubFile there = HubFile.read(file);
      drop("a-photo.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, (byte) 0xff});
      drop("b-table.csv", "deviceId;site\nsensor-03;lyon\n".getBytes(StandardCharsets.UTF_8));
      drop(
          "c-pumps.csv",
          "deviceId\ncanary-01\nsensor-01\nsensor-01\nghost-01\n".getBytes(StandardCharsets.UTF_8));
      try (ProgramProcess program =
          ProgramProcess.start(
              directory,
              Map.of(
                  "IOTHUB_CONNECTION_STRING", there.serviceConnectionString(),
                  "IOTHUB_CA_FILE", there.caFile()),
              "run",
              "--property",
              "camel.component.reboot.firstPoll=1s",
              "--property",
              "camel.component.reboot.pollEvery=1s")) {
        awaitFile(program, "drop/done/c-pumps.csv.receipt.json");
        JsonNode receipt =
            JSON.readTree(directory.resolve("drop/done/c-pumps.csv.receipt.json").toFile());
        String run = receipt.get("run").textValue();
        String results = "results/" + run + ".jsonl";
        awaitFile(program, results);
        await()
            .atMost(LONG)
            .untilAsserted(() -> assertThat(outcomes(results)).as(program.err()).hasSize(3));

        assertThat(outcomes(results))
            .containsEntry("canary-01", "confirmed")
            .containsEntry("sensor-01", "confirmed")
            .containsEntry("ghost-01", "failed");
        theOptionsThatTheGroupBeganWithAreShown(run);
      }
      JsonNode calls = calls(there);
      assertThat(calls.path("canary-01").intValue()).isEqualTo(1);
      assertThat(calls.path("sensor-01").intValue()).isEqualTo(1);
      assertThat(calls.size()).as("only those that the file names: " + calls).isEqualTo(2);
    }
    assertThat(directory.resolve("drop/done/c-pumps.csv")).exists();
    assertThat(directory.resolve("drop/rejected/a-photo.csv")).exists();
    assertThat(directory.resolve("drop/rejected/a-photo.csv.reason.txt"))
        .content()
        .contains("not UTF-8");
    assertThat(directory.resolve("drop/rejected/b-table.csv.reason.txt"))
        .content()
        .contains("site");
  }

  private void theOptionsThatTheGroupBeganWithAreShown(String run) throws IOException {
    assertThat(CommandLineRun.in(directory).of("get", run).out())
        .containsPattern("dropped-devices +firstPoll 1s, pollEvery 1s\\R");
    JsonNode step =
        JSON.readTree(CommandLineRun.in(directory).of("get", run, "--json").out())
            .at("/steps/0/options");
    assertThat(step.get("firstPoll").textValue()).isEqualTo("1s");
    assertThat(step.get("maxFailed").textValue()).as("a default").isEqualTo("5%");
    assertThat(step.get("window").isNull()).as("not set").isTrue();
  }

  private void drop(String name, byte[] content) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("drop"));
    Path hidden = Files.write(folder.resolve("." + name), content);
    Files.move(hidden, folder.resolve(name));
  }

  private void awaitFile(ProgramProcess program, String name) throws IOException {
    Path file = directory.resolve(name);
    await().atMost(LONG).until(() -> Files.exists(file) || !program.isRunning());
    assertThat(file).as(program.err()).exists();
  }

  /** By device; a result that was handed out twice counts once. */
  private Map<String, String> outcomes(String results) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve(results))) {
      JsonNode result = JSON.readTree(line);
      outcomes.put(result.get("device").textValue(), result.get("outcome").textValue());
    }
    return outcomes;
  }

  private static JsonNode calls(HubFile hub) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(hub.testUrl() + "/calls")).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
