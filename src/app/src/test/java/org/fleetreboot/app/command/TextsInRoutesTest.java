package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of a route that a URI would change, and names that mean nothing, up to the hub. */
class TextsInRoutesTest {
  private static final String ROUTES =
      """
      - route:
          id: decoded
          from:
            uri: reboot-run:decoded
            steps:
              - to:
                  id: decoded-g
                  uri: reboot:group/g
                  parameters:
                    query: "deviceId = 'unit%41'"
                    firstPoll: "50ms"
                    pollEvery: "100ms"
      - route:
          id: lines
          from:
            uri: reboot-run:lines
            steps:
              - to:
                  id: lines-l
                  uri: reboot:group/l
                  parameters:
                    exclude: "unit%41"
                    query: |
                      tags.site = 'R&D' OR NOT
                      STARTSWITH(deviceId, 'zz')
      """;

  private final Path directory;
  private final LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start();

  TextsInRoutesTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
  }

  @BeforeEach
  void writeRoutes() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(routes.resolve("texts.yaml"), ROUTES);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void theQueryIsUsedAsWritten() throws Exception {
    try (LightSwarm swarm = connect("unitA", "unit%41")) {
      assertThat(swarm.awaitUp(Duration.ofMinutes(1))).isTrue();

      Result start = run("start", "decoded");

      assertThat(start.exit()).as(start.err() + start.out()).isZero();
      assertThat(hub.calls()).isEqualTo(Map.of("unit%41", 1L));
    }
  }

  @Test
  void theTimerThatPollsDevicesMayHaveAnyName() throws Exception {
    Path routes = directory.resolve("routes/reboot.yaml");
    Files.writeString(
        routes, Files.readString(routes).replace("uri: timer:poll", "uri: timer:look"));
    try (LightSwarm swarm = connect("unit%41")) {
      assertThat(swarm.awaitUp(Duration.ofMinutes(1))).isTrue();

      Result start = run("start", "decoded", "--timeout", "4m");

      assertThat(start.exit()).as(start.err() + start.out()).isZero();
    }
  }

  @Test
  void lintAndPlanReadTheSameTexts() {
    hub.register("unitA");
    hub.register("unit%41");

    Result lint = run("lint");
    assertThat(lint.exit()).as(lint.err() + lint.out()).isZero();
    assertThat(run("plan", "decoded").out()).containsPattern("decoded-g +group +1 ");
    assertThat(run("plan", "lines").out()).containsPattern("lines-l +group +1 ");
  }

  private LightSwarm connect(String... ids) {
    Map<String, String> connections = new HashMap<>();
    for (String id : ids) {
      connections.put(id, hub.register(id).connectionString());
    }
    return LightSwarm.start(
        List.of(ids).stream()
            .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ZERO)))
            .toList(),
        new DeviceEnvironment(
            id -> connections.getOrDefault(id, ""),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC),
        SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow())));
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory)
        .home(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(args);
  }
}
