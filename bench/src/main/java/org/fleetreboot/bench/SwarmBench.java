package org.fleetreboot.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.LightSwarm;
import org.fleetreboot.devicesim.device.SwarmOptions;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;

/** The local hub and a swarm of light devices together in one JVM, over the plain port and TLS. */
final class SwarmBench implements Benchmark {
  private static final String NAME = "swarm";
  private static final String HEAP = "1g";

  /**
   * TLS connections a second. A handshake costs some 30 ms of a core, both ends together, and fails
   * after 10 s: started all at once, most of them fail and begin again.
   */
  private static final int TLS_PACE = 50;

  private static final Duration UP_WITHIN = Duration.ofMinutes(20);

  @Override
  public String usage() {
    return "[--devices 10000] [--calls 20000] [--over both|plain|tls] [--pace 50]: connects and calls a second,"
        + " and memory, of hub and swarm in one JVM of "
        + HEAP;
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 10_000);
    int calls = options.number("calls", 20_000);
    String over = options.word("over", "both");
    if (!List.of("both", "plain", "tls").contains(over)) {
      throw new IllegalArgumentException("--over is '" + over + "', not both, plain or tls.");
    }
    int pace = options.number("pace", TLS_PACE);
    OpenFiles.require(2L * devices);
    if (options.values().containsKey(OwnJvm.OPTION)) {
      return measure(devices, calls, over.equals("tls"), pace);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("devices", devices);
    figures.put("heapLimit", HEAP);
    for (String each : over.equals("both") ? List.of("plain", "tls") : List.of(over)) {
      figures.put(
          each,
          OwnJvm.run(
              HEAP,
              NAME,
              "--devices",
              Integer.toString(devices),
              "--calls",
              Integer.toString(calls),
              "--over",
              each,
              "--pace",
              Integer.toString(pace)));
    }
    return figures;
  }

  private static Map<String, Object> measure(int devices, int calls, boolean encrypted, int pace)
      throws Exception {
    try (LocalHub hub = LocalHub.builder().plainPort(0).entraId(true).start()) {
      List<String> ids = IntStream.range(0, devices).mapToObj(n -> "light-" + n).toList();
      Map<String, String> connectionStrings =
          hub.registerAll(ids.stream().map(id -> new NewDevice(id, Map.of())).toList()).stream()
              .collect(Collectors.toMap(DeviceIdentity::id, DeviceIdentity::connectionString));
      long start = System.nanoTime();
      try (LightSwarm swarm =
          LightSwarm.start(
              ids.stream().map(DeviceSpec::named).toList(),
              new DeviceEnvironment(
                  id -> connectionStrings.getOrDefault(id, ""),
                  hub.sslContext(),
                  InstantSource.system(),
                  ZoneOffset.UTC),
              options(hub, encrypted, pace))) {
        if (!swarm.awaitUp(UP_WITHIN) || swarm.connected() < devices) {
          throw new IllegalStateException(
              swarm.connected() + " of " + devices + " are connected; refused " + swarm.refused());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("connectsPerSecond", Math.round(devices / secondsSince(start)));
        SwarmCalls.Result called = SwarmCalls.of(hub).run(ids, calls);
        figures.put("callsPerSecond", Math.round(called.perSecond()));
        figures.put("calls", calls);
        figures.put("connected", swarm.connected());
        figures.putAll(Memory.figures());
        return figures;
      }
    }
  }

  private static SwarmOptions options(LocalHub hub, boolean encrypted, int pace) {
    return encrypted
        ? SwarmOptions.tls(new InetSocketAddress(hub.address(), hub.mqttPort()))
            .connectingAtMost(pace)
        : SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow()));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
