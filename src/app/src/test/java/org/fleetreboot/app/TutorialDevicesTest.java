package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;
import org.fleetreboot.devicesim.device.sdk.SimulatedFleet;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The devices of Microsoft's tutorials, on its own device SDK, through the routes as they ship.
 * Methods, properties, time formats and the order of report and answer are theirs.
 */
@Execution(ExecutionMode.CONCURRENT)
class TutorialDevicesTest {
  private static final BootsIn SOON = new BootsIn(Duration.ofSeconds(1));

  @Test
  void eachIsConfirmedByItsOwnMarkerAndOneThatReportsTheSameValueIsNot(@TempDir Path directory)
      throws Exception {
    List<DeviceSpec> devices =
        List.of(
            // Sleeps, reports naive local time, and only then answers 200.
            DeviceSpec.named("python")
                .speaking(RebootPreset.PYTHON_TUTORIAL)
                .behaving(new BootsIn(Duration.ofSeconds(4))),
            DeviceSpec.named("node").speaking(RebootPreset.NODE_TUTORIAL).behaving(SOON),
            DeviceSpec.named("java").speaking(RebootPreset.JAVA_TUTORIAL).behaving(SOON),
            DeviceSpec.named("answers-first").behaving(SOON),
            DeviceSpec.named("slow-answer").behaving(SOON, new AnswersAfter(Duration.ofSeconds(3))),
            DeviceSpec.named("same-value").behaving(SOON, new ReportsSameValue()));
    chain(directory);
    try (LocalHub hub = LocalHub.builder().data(directory.resolve("hub")).start()) {
      DeviceEnvironment environment =
          new DeviceEnvironment(
              id -> hub.register(id).connectionString(),
              hub.sslContext(),
              InstantSource.system(),
              ZoneId.of("America/New_York"));
      try (SimulatedFleet fleet = SimulatedFleet.start(devices, environment)) {
        assertThat(fleet.awaitUp(Duration.ofMinutes(2))).as("up").isTrue();

        String err = run(directory, hub);

        assertThat(outcomes(directory))
            .as(err)
            .containsOnly(
                entry("python", "confirmed"),
                entry("node", "confirmed"),
                entry("java", "confirmed"),
                entry("answers-first", "confirmed"),
                entry("slow-answer", "confirmed"),
                entry("same-value", "not-confirmed"));
        assertThat(hub.calls().values()).containsOnly(1L);
      }
    }
  }

  private static String run(Path directory, LocalHub hub) throws Exception {
    try (ProgramProcess program =
        ProgramProcess.start(
            directory,
            Map.of(
                "IOTHUB_CONNECTION_STRING",
                hub.serviceConnectionString(),
                "IOTHUB_CA_FILE",
                hub.caFile().toString()),
            "run",
            "--start",
            "tutorials",
            "--run-id",
            "t1",
            "--until-settled")) {
      program.exitWithin(Duration.ofMinutes(5));
      return program.err();
    }
  }

  private static void chain(Path directory) throws Exception {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    try (InputStream chain =
        TutorialDevicesTest.class.getResourceAsStream("/tutorial-routes/tutorials.yaml")) {
      Files.copy(java.util.Objects.requireNonNull(chain), routes.resolve("tutorials.yaml"));
    }
  }

  private static Map<String, String> outcomes(Path directory) throws Exception {
    String run = CommandLineRun.in(directory).of("get", "t1", "--json").out();
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode device : new ObjectMapper().readTree(run).get("devices")) {
      outcomes.put(device.get("device").textValue(), device.get("status").textValue());
    }
    return outcomes;
  }
}
