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
import org.fleetreboot.devicesim.device.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.RebootPreset;
import org.fleetreboot.devicesim.device.SimulatedFleet;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The devices of Microsoft's tutorials, on its own device SDK, through the routes as they ship.
 * Methods, properties, time formats and the order of report and answer are theirs.
 */
class TutorialDevicesTest {
  private static final BootsIn SOON = new BootsIn(Duration.ofSeconds(1));

  @Test
  void eachIsConfirmedByItsOwnMarkerAndOneThatReportsTheSameValueIsNot(@TempDir Path directory)
      throws Exception {
    List<DeviceSpec> devices =
        List.of(
            // Sleeps 20 s, reports naive local time, and only then answers 200.
            DeviceSpec.named("python").speaking(RebootPreset.PYTHON_TUTORIAL),
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

        CommandLineRun.Result result =
            CommandLineRun.in(directory)
                .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
                .with("IOTHUB_CA_FILE", hub.caFile().toString())
                .of("run", "--start", "tutorials", "--run-id", "t1", "--until-settled", "--json");

        assertThat(outcomes(directory))
            .as(result.err())
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

  private static void chain(Path directory) throws Exception {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    // The results go below the working directory of this JVM: into the build's.
    String reboot = Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"));
    Files.writeString(
        routes.resolve("reboot.yaml"), reboot.replace("file:results", "file:target/results"));
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
