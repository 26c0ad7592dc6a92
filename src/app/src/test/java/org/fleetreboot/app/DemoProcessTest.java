package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DemoProcessTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyDeviceEndsAsItsBehaviourSays(@TempDir Path directory) throws Exception {
    withShortWaits(directory);
    try (ProgramProcess demo =
        ProgramProcess.start(directory, Map.of(), "demo", "--json", "--devices", "12")) {
      assertThat(demo.exitWithin(Duration.ofMinutes(10))).as(demo.err()).isZero();

      List<String> out = demo.out().lines().toList();
      JsonNode result = JSON.readTree(out.get(out.size() - 1));
      assertThat(result.get("outcome").textValue()).isEqualTo("completed");
      assertThat(result.get("devices"))
          .isEqualTo(
              JSON.readTree("{\"confirmed\":9,\"rejected\":1,\"offline\":1,\"not-confirmed\":1}"));
      String run = result.get("run").textValue();
      assertThat(Files.readAllLines(directory.resolve("results/" + run + ".jsonl")))
          .hasSize(12)
          .anyMatch(line -> line.contains("sensor-04") && line.contains("confirmed"));
      try (Stream<Path> left = Files.list(directory.resolve("data"))) {
        assertThat(left.map(file -> file.getFileName().toString()))
            .as("its journal, and the lock of that")
            .containsOnly(run + ".db", run + ".db.lock");
      }
      assertThat(demo.err())
          .contains("gateway-02  rejected")
          .contains("sensor-03  offline")
          .contains("sensor-05  not-confirmed")
          .contains("demo --keep keeps them")
          .doesNotContain("Exception")
          .doesNotContain("WARN");
    }
  }

  @Test
  void itRunsTheProjectsRoutesIfTheDirectoryHasOthers(@TempDir Path directory) throws Exception {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("mine.yaml"),
        """
        - route:
            id: mine
            from:
              uri: reboot-run:mine
              steps:
                - to: { id: mine-soak, uri: "reboot:soak/mine?duration=1h" }
        """);
    try (ProgramProcess demo =
        ProgramProcess.start(directory, Map.of(), "demo", "--json", "--devices", "3")) {
      assertThat(demo.exitWithin(Duration.ofMinutes(10))).as(demo.err()).isZero();
      assertThat(demo.out()).contains("\"devices\":{\"confirmed\":3}");
    }
  }

  /** The chain of the project; only who never comes back is given up sooner. */
  private static void withShortWaits(Path directory) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Path project = CommandLineRun.HOME.resolve("routes");
    Files.copy(project.resolve("reboot.yaml"), routes.resolve("reboot.yaml"));
    String demo = Files.readString(project.resolve("demo.yaml"));
    Files.writeString(
        routes.resolve("demo.yaml"),
        demo.replace("\"20s\"", "\"12s\"")
            .replace("responseTimeout: \"10s\"", "responseTimeout: \"5s\""));
  }
}
