package org.fleetreboot.bench;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;

/**
 * Runs of random devices, through random groups, by every kind of trigger: the hub's own count of
 * calls must show exactly the intended devices, byte for byte, once each.
 */
final class TargetsBench implements Benchmark {
  private static final int DEVICES = 120;

  /** Each start is its own program, while no other works with the hub. */
  private static final int COMMAND_LINES_OF_TEN = 2;

  @Override
  public String usage() {
    return "[--runs 200] [--seed 1]: random runs whose calls the hub counts";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int runs = options.number("runs", 200);
    int seed = options.number("seed", 1);
    Random random = new Random(seed);
    List<String> ids = HostileIds.of(random, DEVICES);
    Path directory = Files.createTempDirectory("fleet-reboot-bench-targets");
    try (LocalHub hub =
        LocalHub.builder().name("targets").restPort(0).mqttPort(0).plainPort(0).start()) {
      try (LightSwarm swarm = swarm(hub, ids)) {
        if (!swarm.awaitUp(Duration.ofMinutes(5))) {
          throw new GuaranteeViolation("Not all devices came up: " + swarm.refused());
        }
        List<RandomChain> chains = RandomChain.some(random, ids);
        int commandLines = Math.max(1, runs * COMMAND_LINES_OF_TEN / 10);
        Map<String, Integer> count = new TreeMap<>();
        CommandLineStarter starts = new CommandLineStarter(directory, hub, chains);
        for (int n = 0; n < commandLines; n++) {
          one(hub, starts, random, chains, ids, seed, count);
        }
        try (TriggerStarter program = new TriggerStarter(directory, hub, chains)) {
          for (int n = commandLines; n < runs; n++) {
            one(hub, program, random, chains, ids, seed, count);
          }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs", runs);
        figures.put("seed", seed);
        figures.put("devices", ids.size());
        figures.put("calls", hub.calls().values().stream().mapToLong(Long::longValue).sum());
        figures.put("by", count);
        return figures;
      }
    }
  }

  private static void one(
      LocalHub hub,
      RunStarter starts,
      Random random,
      List<RandomChain> chains,
      List<String> ids,
      int seed,
      Map<String, Integer> count)
      throws Exception {
    RandomChain chain = chains.get(random.nextInt(chains.size()));
    List<String> sent = chain.isListed() ? some(random, ids, 8) : List.of();
    Map<String, Long> before = hub.calls();
    RunStarter.Started run = starts.start(random, chain, sent);
    count.merge(run.how(), 1, Integer::sum);
    Set<String> meant = run.meant();
    Map<String, Long> called = new TreeMap<>(hub.calls());
    before.forEach((id, calls) -> called.merge(id, -calls, Long::sum));
    called.values().removeIf(calls -> calls == 0);
    Map<String, Long> once =
        meant.stream().collect(Collectors.toMap(id -> id, id -> 1L, (a, b) -> a, TreeMap::new));
    if (!called.equals(once)) {
      throw new GuaranteeViolation(
          "Seed %d: %s by %s, with %s sent, meant %s and called %s: %s"
              .formatted(seed, chain, run.how(), sent, meant, called, run.told()));
    }
  }

  /** At least one. */
  static List<String> some(Random random, List<String> ids, int most) {
    List<String> mixed = new ArrayList<>(ids);
    Collections.shuffle(mixed, random);
    return List.copyOf(
        new TreeSet<>(mixed.subList(0, 1 + random.nextInt(Math.min(most, ids.size())))));
  }

  private static LightSwarm swarm(LocalHub hub, List<String> ids) {
    Map<String, String> connections = new HashMap<>();
    hub.registerAll(ids.stream().map(id -> new NewDevice(id, Map.of())).toList())
        .forEach((DeviceIdentity one) -> connections.put(one.id(), one.connectionString()));
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
