package org.fleetreboot.bench;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.HttpsURLConnection;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.OpenFiles;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Outcome;

/**
 * A fleet of light devices on the local hub with its tier's throttles: how close it comes to the
 * best time that the tier's limits allow.
 */
final class FleetBench implements Benchmark {
  private static final double SHARE = 0.8;
  private static final Duration BOOT = Duration.ofSeconds(2);

  @Override
  public String usage() {
    return "[--devices 1000] [--tier S1] [--by drop|list]: wall time over the floor that the tier's"
        + " limits set";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 1_000);
    HubTier tier = HubTier.valueOf(options.word("tier", "S1"));
    // The hub is in this process, so both ends of each connection are.
    OpenFiles.ofThisProcess().require(2L * devices);
    boolean drop = options.oneOf("by", "drop", "list").equals("drop");
    Path data = Files.createTempDirectory("fleet-reboot-bench-hub");
    try (LocalHub hub =
        LocalHub.builder()
            .name("bench")
            .data(data)
            .tier(org.fleetreboot.devicesim.hub.throttle.HubTier.valueOf(tier.name()), 1)
            .throttles(true)
            .plainPort(0)
            .start()) {
      HttpsURLConnection.setDefaultSSLSocketFactory(hub.sslContext().getSocketFactory());
      List<NewDevice> registered =
          IntStream.range(0, devices)
              .mapToObj(n -> new NewDevice("light-" + n, Map.of("role", "sensor")))
              .toList();
      Map<String, String> connectionStrings =
          hub.registerAll(registered).stream()
              .collect(Collectors.toMap(DeviceIdentity::id, DeviceIdentity::connectionString));
      try (LightSwarm swarm = swarm(hub, tier, connectionStrings)) {
        if (!swarm.awaitUp(Duration.ofMinutes(10))) {
          throw new IllegalStateException("Not all devices came up: " + swarm.refused());
        }
        return measure(hub, tier, List.copyOf(connectionStrings.keySet()), drop);
      }
    }
  }

  private static LightSwarm swarm(
      LocalHub hub, HubTier tier, Map<String, String> connectionStrings) {
    List<DeviceSpec> specs =
        connectionStrings.keySet().stream()
            .map(id -> DeviceSpec.named(id).behaving(new DeviceBehavior.BootsIn(BOOT)))
            .toList();
    Function<String, String> strings =
        id -> connectionStrings.getOrDefault(id, "no connection string");
    return LightSwarm.start(
        specs,
        new DeviceEnvironment(strings, hub.sslContext(), InstantSource.system(), ZoneOffset.UTC),
        // Below the new connections per second that the tier allows.
        SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().getAsInt()))
            .connectingAtMost((int) (tier.connects(1) * 0.9)));
  }

  private static Map<String, Object> measure(
      LocalHub hub, HubTier tier, List<String> ids, boolean drop) throws Exception {
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setConnectionString(hub.serviceConnectionString());
    EngineSettings settings = EngineSettings.of("bench").withTier(tier, 1, SHARE);
    Map<String, String> group =
        Map.of(
            "maxInFlight",
            Integer.toString(Integer.MAX_VALUE),
            // Shorter than a boot: the engine must learn how long one takes.
            "firstPoll",
            "1s",
            "pollEvery",
            "1s",
            "confirmWithin",
            "2m");
    Map<String, Long> before = counters(hub);
    try (Program program = new Program(settings, component, group, drop)) {
      Instant start = Instant.now();
      RunView view =
          drop
              ? program.drop(ids)
              : program.reboot("fleet-" + Long.toString(start.toEpochMilli(), 36), ids);
      // A file first lies unchanged for a while, which is not part of the run.
      double seconds = seconds(drop ? view.startedAt() : start, Instant.now());
      double floor = floor(tier, ids.size());
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("ratio", Math.round(seconds / floor * 1_000) / 1_000.0);
      figures.put("seconds", seconds);
      figures.put("floorSeconds", Statistics.rounded(floor));
      figures.put("by", drop ? "drop" : "list");
      figures.put("acceptedAfterSeconds", seconds(start, view.startedAt()));
      figures.put("devices", ids.size());
      figures.put("tier", tier.name());
      figures.put("share", SHARE);
      figures.put("bootSeconds", BOOT.toSeconds());
      figures.put("confirmed", view.tally().of(Outcome.CONFIRMED));
      Map<String, Long> during = new LinkedHashMap<>();
      counters(hub)
          .forEach((name, count) -> during.put(name, count - before.getOrDefault(name, 0L)));
      figures.put("readsPerConfirmed", readsPerConfirmed(view, hub, before));
      figures.put("hubCounters", during);
      return figures;
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Statistics.rounded(Duration.between(from, to).toMillis() / 1e3);
  }

  /** Twin reads after the call; the read before it is the baseline. */
  private static double readsPerConfirmed(RunView view, LocalHub hub, Map<String, Long> before) {
    String reads = Count.TWIN_READS.toString();
    long all = counters(hub).getOrDefault(reads, 0L) - before.getOrDefault(reads, 0L);
    int confirmed = view.tally().of(Outcome.CONFIRMED);
    return Statistics.rounded((double) (all - view.tally().settled()) / confirmed);
  }

  private static Map<String, Long> counters(LocalHub hub) {
    Map<String, Long> counters = new LinkedHashMap<>();
    hub.counters().forEach((count, value) -> counters.put(count.toString(), value));
    return counters;
  }

  /** The shortest possible time at this share of this tier. */
  private static double floor(HubTier tier, int devices) {
    double slowest =
        Math.max(
            Math.max(devices / tier.calls(1), 2.0 * devices / tier.reads(1)),
            Math.max(devices / tier.reports(1), devices / tier.connects(1)));
    return slowest / SHARE + BOOT.toSeconds();
  }
}
