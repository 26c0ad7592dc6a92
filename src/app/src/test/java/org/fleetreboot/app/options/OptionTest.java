package org.fleetreboot.app.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.junit.LocalHubTest;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;
import org.junit.jupiter.api.AfterEach;

/** A local hub for the class; for each test its own devices, engine and routes. */
@LocalHubTest(plainPort = true)
abstract class OptionTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  final LocalHub hub;
  final Routes routes;
  private final List<AutoCloseable> fleet = new ArrayList<>();
  private final SSLSocketFactory trustBefore = HttpsURLConnection.getDefaultSSLSocketFactory();

  OptionTest(LocalHub hub) {
    this.hub = hub;
    // The SDK takes its trust from the process.
    HttpsURLConnection.setDefaultSSLSocketFactory(hub.sslContext().getSocketFactory());
    this.routes = new Routes(hub.serviceConnectionString());
  }

  @AfterEach
  void stop() throws Exception {
    routes.close();
    for (AutoCloseable devices : fleet) {
      devices.close();
    }
    HttpsURLConnection.setDefaultSSLSocketFactory(trustBefore);
  }

  /** A device that boots at once, unless a behaviour says otherwise. */
  static DeviceSpec device(String id, DeviceBehavior... behaviors) {
    DeviceSpec spec = DeviceSpec.named(id).behaving(behaviors);
    return List.of(behaviors).stream().anyMatch(BootsIn.class::isInstance)
        ? spec
        : spec.behaving(new BootsIn(Duration.ZERO));
  }

  static DeviceSpec[] devices(List<String> ids, DeviceBehavior... behaviors) {
    return ids.stream().map(id -> device(id, behaviors)).toArray(DeviceSpec[]::new);
  }

  /** Registers the devices and switches them on; closing switches them off. */
  LightSwarm connect(DeviceSpec... specs) {
    Map<String, String> connections = new HashMap<>();
    for (DeviceSpec spec : specs) {
      connections.put(spec.id(), hub.register(spec.id(), spec.tags()).connectionString());
    }
    LightSwarm swarm =
        LightSwarm.start(
            List.of(specs),
            new DeviceEnvironment(
                id -> connections.getOrDefault(id, ""),
                hub.sslContext(),
                InstantSource.system(),
                ZoneOffset.UTC),
            SwarmOptions.plain(
                new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow())));
    fleet.add(swarm);
    try {
      assertThat(swarm.awaitUp(LONG)).isTrue();
      return swarm;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has the hub let that device connect no more. */
  void disable(String id) throws IOException {
    HttpsURLConnection change = request(id);
    change.setRequestMethod("PUT");
    change.setRequestProperty("If-Match", "*");
    change.setRequestProperty("Content-Type", "application/json");
    change.setDoOutput(true);
    String identity = new String(request(id).getInputStream().readAllBytes(), UTF_8);
    String disabled =
        identity.replaceFirst("\"status\"\\s*:\\s*\"enabled\"", "\"status\":\"disabled\"");
    change.getOutputStream().write(disabled.getBytes(UTF_8));
    assertThat(change.getResponseCode()).isEqualTo(200);
  }

  /** Takes that device off the hub, as if it had never been registered. */
  void unregister(String id) throws IOException {
    HttpsURLConnection removal = request(id);
    removal.setRequestMethod("DELETE");
    removal.setRequestProperty("If-Match", "*");
    assertThat(removal.getResponseCode()).isEqualTo(204);
  }

  private HttpsURLConnection request(String id) throws IOException {
    URI device =
        URI.create(
            "https://%s:%d/devices/%s?api-version=2021-04-12"
                .formatted(hub.address(), hub.restPort(), id));
    HttpsURLConnection request = (HttpsURLConnection) device.toURL().openConnection();
    ConnectionString owner = ConnectionString.parse(hub.ownerConnectionString());
    request.setRequestProperty(
        "Authorization", new SharedAccessAuthorization(owner, InstantSource.system()).header());
    return request;
  }

  /** Registers a device that the test speaks for, and switches it on. */
  SpokenDevice speakFor(String id) throws IOException {
    SpokenDevice device = SpokenDevice.open(hub, id);
    fleet.add(device);
    return device;
  }

  /** How many calls have come to devices. */
  long calls() {
    return hub.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  long count(Count what) {
    return hub.counters().getOrDefault(what, 0L);
  }
}
