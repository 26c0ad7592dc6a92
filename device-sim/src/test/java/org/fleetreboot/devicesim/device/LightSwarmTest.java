package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.fleetreboot.devicesim.device.HubClient.Reply;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LightSwarmTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<LocalHub> hubs = new ArrayList<>();

  @AfterEach
  void stopHubs() {
    hubs.forEach(LocalHub::close);
  }

  @Test
  void twoHundredDevicesRebootAtOnceOnTwoThreads() throws Exception {
    LocalHub hub = startHub(LocalHub.builder());
    HubClient client = new HubClient(hub);
    List<DeviceSpec> specs = specs(200);
    try (LightSwarm swarm = LightSwarm.start(specs, environment(hub), plain(hub))) {
      assertThat(swarm.awaitUp(PATIENCE)).isTrue();
      assertThat(swarm.connected()).isEqualTo(200);

      List<CompletableFuture<Reply>> calls =
          specs.stream()
              .map(spec -> client.invokeAsync(spec.id(), "rebootDevice", PATIENCE))
              .toList();

      assertThat(calls).allMatch(call -> call.join().deviceStatus() == 200);
      await().atMost(PATIENCE).until(() -> swarm.reboots() == 200 && swarm.connected() == 200);
      assertThat(swarm.devices()).allMatch(device -> device.calls() == 1);
      assertThat(threadsTo(hub)).isEqualTo(2);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  client
                      .marker("sensor-200")
                      .equals(swarm.device("sensor-200").lastMarker().orElse("")));
    }
    // A thread lives a moment longer than the future that says it has ended.
    await().atMost(PATIENCE).until(() -> threadsTo(hub) == 0);
  }

  @Test
  void devicesWithEveryCharacterOfIotHubConnectAndAnswer() throws Exception {
    LocalHub hub = startHub(LocalHub.builder());
    HubClient client = new HubClient(hub);
    List<DeviceSpec> specs =
        Stream.of("a%62?@$'", "a+b", "a#b", "a%ZZ", "a;b", "a%41", "Az09-.+%_#*?!(),:;=@$'")
            .map(DeviceSpec::named)
            .toList();
    try (LightSwarm swarm = LightSwarm.start(specs, environment(hub), plain(hub))) {
      assertThat(swarm.awaitUp(PATIENCE)).isTrue();
      for (DeviceSpec spec : specs) {
        String id = URLEncoder.encode(spec.id(), StandardCharsets.UTF_8);
        assertThat(client.invokeAsync(id, "rebootDevice", PATIENCE).join().deviceStatus())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void aSwarmSpeaksTls() throws Exception {
    LocalHub hub = startHub(LocalHub.builder());
    SwarmOptions tls = SwarmOptions.tls(new InetSocketAddress(hub.address(), hub.mqttPort()));
    // More than may shake hands at a time.
    try (LightSwarm swarm = LightSwarm.start(specs(150), environment(hub), tls)) {
      assertThat(swarm.awaitUp(PATIENCE)).isTrue();
      assertThat(swarm.connected()).isEqualTo(150);
    }
  }

  @Test
  void handshakesThatFailMakeRoomForOthers() throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    try (ServerSocket noTls = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try {
                  while (!noTls.isClosed()) {
                    noTls.accept().close();
                    accepted.incrementAndGet();
                  }
                } catch (IOException closed) {
                  // The test is over.
                }
              });
      server.start();
      DeviceEnvironment alone =
          new DeviceEnvironment(
              "HostName=127.0.0.1;DeviceId=%s;SharedAccessKey=a2V5"::formatted,
              SSLContext.getDefault(),
              InstantSource.system(),
              ZoneOffset.UTC);
      SwarmOptions tls =
          SwarmOptions.tls(new InetSocketAddress(noTls.getInetAddress(), noTls.getLocalPort()));
      try (LightSwarm swarm = LightSwarm.start(specs(150), alone, tls)) {
        await().atMost(PATIENCE).until(() -> accepted.get() > 300);
        assertThat(swarm.connected()).isZero();
      }
    }
  }

  @Test
  void aSwarmConnectsNoFasterThanItsPace() throws Exception {
    LocalHub hub = startHub(LocalHub.builder());
    double onceADay = 1.0 / Duration.ofDays(1).toSeconds();
    try (LightSwarm swarm =
        LightSwarm.start(specs(3), environment(hub), plain(hub).connectingAtMost(onceADay))) {
      await().atMost(PATIENCE).until(() -> swarm.connected() == 1);

      assertThat(swarm.down()).hasSize(2);
    }
  }

  @Test
  void devicesThatAreThrottledReportUntilEveryReportIsIn() throws Exception {
    LocalHub hub = startHub(LocalHub.builder().tier(HubTier.S1, 1).throttles(true));
    try (LightSwarm swarm = LightSwarm.start(specs(90), environment(hub), plain(hub))) {
      assertThat(swarm.awaitUp(PATIENCE)).isTrue();

      assertThat(hub.counters().get(Count.THROTTLED)).isPositive();
      assertThat(swarm.devices()).allMatch(device -> device.lastMarker().isPresent());
    }
  }

  @Test
  void aDeviceWithAWrongKeyIsRefusedByName() throws Exception {
    LocalHub hub = startHub(LocalHub.builder());
    hub.register("stranger");
    DeviceEnvironment forged =
        new DeviceEnvironment(
            id ->
                "HostName=%s;DeviceId=%s;SharedAccessKey=d3Jvbmcga2V5".formatted(hub.address(), id),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC);
    try (LightSwarm swarm =
        LightSwarm.start(List.of(DeviceSpec.named("stranger")), forged, plain(hub))) {
      assertThat(swarm.awaitUp(PATIENCE)).isTrue();

      assertThat(swarm.refused().get("stranger"))
          .isInstanceOf(ConnectionRefused.class)
          .hasMessageContaining("stranger");
    }
  }

  private LocalHub startHub(LocalHubBuilder builder) throws IOException {
    LocalHub hub = builder.restPort(0).mqttPort(0).plainPort(0).start();
    hubs.add(hub);
    return hub;
  }

  private static SwarmOptions plain(LocalHub hub) {
    return SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow()));
  }

  private static DeviceEnvironment environment(LocalHub hub) {
    return new DeviceEnvironment(
        id -> hub.register(id).connectionString(),
        hub.sslContext(),
        InstantSource.system(),
        ZoneOffset.UTC);
  }

  private static List<DeviceSpec> specs(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "sensor-" + i)
        .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ZERO, Duration.ofSeconds(1))))
        .toList();
  }

  private static long threadsTo(LocalHub hub) {
    String prefix = LightSwarm.threadPrefix(hub.plainPort().orElseThrow()) + "-";
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
