package org.fleetreboot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;

/** A hub in the JVM of the swarm. */
final class SharedHub implements SwarmHub {
  private final LocalHub hub;
  private final Map<String, String> connectionStrings;

  private SharedHub(LocalHub hub, Map<String, String> connectionStrings) {
    this.hub = hub;
    this.connectionStrings = connectionStrings;
  }

  static SharedHub start(int devices) throws IOException {
    LocalHub hub = LocalHub.builder().plainPort(0).entraId(true).start();
    return new SharedHub(
        hub,
        hub
            .registerAll(
                IntStream.range(0, devices)
                    .mapToObj(n -> new NewDevice("light-" + n, Map.of()))
                    .toList())
            .stream()
            .collect(Collectors.toMap(DeviceIdentity::id, DeviceIdentity::connectionString)));
  }

  @Override
  public Map<String, String> connectionStrings() {
    return connectionStrings;
  }

  @Override
  public SSLContext trust() {
    return hub.sslContext();
  }

  @Override
  public InetSocketAddress mqtt(boolean encrypted) {
    return new InetSocketAddress(
        hub.address(), encrypted ? hub.mqttPort() : hub.plainPort().orElseThrow());
  }

  @Override
  public String restHost() {
    return hub.address() + ":" + hub.restPort();
  }

  @Override
  public Map<String, Object> memory() throws IOException {
    return Memory.figures();
  }

  @Override
  public void close() {
    hub.close();
  }
}
