package org.fleetreboot.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.OpenFiles;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;

/** The local hub and a swarm of light devices, over the plain port and TLS. */
final class SwarmBench implements Benchmark {
  private static final String NAME = "swarm";

  private static final Duration UP_WITHIN = Duration.ofMinutes(20);

  @Override
  public String usage() {
    return "[--devices 10000] [--calls 20000] [--over both|plain|tls] [--hub shared|own] [--pace"
        + " 0]: connects and calls a second, and memory, of a swarm and the hub, which"
        + " shares its JVM or has its own; it has its own where the limit of open files asks"
        + " for it";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    SwarmLayout layout = SwarmLayout.of(options, OpenFiles.ofThisProcess());
    if (options.values().containsKey(SeparateJvm.OPTION)) {
      return measure(layout, options);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("devices", layout.devices());
    figures.put("hub", layout.hub());
    figures.put("jvm", layout.swarmFlags());
    String over = options.oneOf("over", "both", "plain", "tls");
    for (String each : over.equals("both") ? List.of("plain", "tls") : List.of(over)) {
      Map<String, String> given = new LinkedHashMap<>(options.values());
      given.put("over", each);
      given.put("hub", layout.hub());
      figures.put(each, SeparateJvm.run(layout.swarmFlags(), NAME, given));
    }
    return figures;
  }

  private static Map<String, Object> measure(SwarmLayout layout, Options options) throws Exception {
    try (SwarmHub hub = layout.startHub()) {
      Map<String, String> connectionStrings = hub.connectionStrings();
      List<String> ids = new ArrayList<>(connectionStrings.keySet());
      long start = System.nanoTime();
      try (LightSwarm swarm =
          LightSwarm.start(
              ids.stream().map(DeviceSpec::named).toList(),
              new DeviceEnvironment(
                  id -> connectionStrings.getOrDefault(id, ""),
                  hub.trust(),
                  InstantSource.system(),
                  ZoneOffset.UTC),
              swarmOptions(hub, options))) {
        if (!swarm.awaitUp(UP_WITHIN) || swarm.connected() < ids.size()) {
          throw new IllegalStateException(
              swarm.connected()
                  + " of "
                  + ids.size()
                  + " are connected; refused "
                  + swarm.refused());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("connectsPerSecond", Math.round(ids.size() / secondsSince(start)));
        int calls = options.number("calls", 20_000);
        SwarmCalls.Result called = SwarmCalls.of(hub).run(ids, calls);
        figures.put("callsPerSecond", Math.round(called.perSecond()));
        figures.put("calls", calls);
        figures.put("connected", swarm.connected());
        figures.putAll(hub.memory());
        return figures;
      }
    }
  }

  private static SwarmOptions swarmOptions(SwarmHub hub, Options options) {
    boolean encrypted = options.word("over", "").equals("tls");
    SwarmOptions swarm =
        encrypted ? SwarmOptions.tls(hub.mqtt(true)) : SwarmOptions.plain(hub.mqtt(false));
    return swarm.connectingAtMost(options.number("pace", 0));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
