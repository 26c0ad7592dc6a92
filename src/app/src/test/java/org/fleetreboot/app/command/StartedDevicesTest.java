package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Ids with signs that mean something elsewhere, from the command line to the hub. */
class StartedDevicesTest {
  private static final List<String> NAMED =
      List.of("pump,7", "a,b", "c;d", "e#f", "g+h", "i%41", "j=k", "l*?");

  /** What the others would be after a split, a decoding, or as a pattern. */
  private static final List<String> OTHERS =
      List.of("pump", "7", "a", "b", "c", "d", "e", "g_h", "iA", "j", "lx");

  private final Path directory;
  private final LocalHub hub;
  private final LightSwarm swarm;

  StartedDevicesTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start();
    this.swarm = connect(Stream.concat(NAMED.stream(), OTHERS.stream()).toList());
  }

  @BeforeEach
  void writeSettings() throws Exception {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("reboot.yaml"),
        Files.readString(CommandLineRun.HOME.resolve("routes/reboot.yaml"))
            .replace("file:results", "file:" + directory.resolve("results")));
    Files.writeString(
        directory.resolve("application.properties"),
        "camel.component.reboot.firstPoll=50ms\ncamel.component.reboot.pollEvery=100ms\n");
    assertThat(swarm.awaitUp(Duration.ofMinutes(5))).isTrue();
  }

  @AfterEach
  void stop() {
    swarm.close();
    hub.close();
  }

  @Test
  void exactlyTheNamedDevicesAreCalled() {
    List<String> words = new ArrayList<>(List.of("start"));
    NAMED.forEach(device -> words.addAll(List.of("--device", device)));

    assertCalledOnce(words, NAMED);
  }

  @Test
  void aDeviceWithACommaInItsIdIsOneDevice() {
    assertCalledOnce(List.of("start", "--device", "pump,7"), List.of("pump,7"));
  }

  @Test
  void exactlyTheDevicesOfTheQueryAreCalled() {
    String query =
        NAMED.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ", "[", "]"));

    assertCalledOnce(List.of("start", "--query", "deviceId IN " + query), NAMED);
  }

  private void assertCalledOnce(List<String> words, List<String> devices) {
    Result start =
        CommandLineRun.in(directory)
            .home(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .with("IOTHUB_CA_FILE", hub.caFile().toString())
            .of(words.toArray(String[]::new));

    assertThat(start.exit()).as(start.err() + start.out()).isZero();
    assertThat(hub.calls())
        .isEqualTo(devices.stream().collect(Collectors.toMap(Function.identity(), id -> 1L)));
  }

  private LightSwarm connect(List<String> ids) {
    Map<String, String> connections = new HashMap<>();
    ids.forEach(id -> connections.put(id, hub.register(id).connectionString()));
    return LightSwarm.start(
        ids.stream().map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ZERO))).toList(),
        new DeviceEnvironment(
            id -> connections.getOrDefault(id, ""),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC),
        SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow())));
  }
}
