package org.fleetreboot.app.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;

/**
 * The devices of a local hub: three groups, with the tags by which the routes of this project
 * select them, {@code ring = 'canary'}, {@code role = 'gateway'}, {@code role = 'sensor'}.
 */
public final class FleetPlan {
  /** Of 30 devices, 3 are canaries and 7 are gateways; other numbers keep the proportions. */
  private static final int WHOLE = 30;

  private static final int CANARIES = 3;
  private static final int GATEWAYS = 7;

  /** The status with which a device rejects the call. */
  private static final int BUSY = 409;

  private FleetPlan() {}

  /**
   * Devices that behave well.
   *
   * @param devices how many, 1 or more
   */
  public static List<DeviceSpec> of(int devices, long seed) {
    int canaries = share(devices, CANARIES);
    int gateways = share(devices, GATEWAYS);
    List<DeviceSpec> specs = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      if (i < canaries) {
        specs.add(device("canary", i + 1, devices, Map.of("ring", "canary"), seed));
      } else if (i < canaries + gateways) {
        specs.add(device("gateway", i + 1 - canaries, devices, Map.of("role", "gateway"), seed));
      } else {
        int number = i + 1 - canaries - gateways;
        specs.add(device("sensor", number, devices, Map.of("role", "sensor"), seed));
      }
    }
    return specs;
  }

  private static int share(int devices, int ofWhole) {
    return Math.max(1, Math.round(devices * (float) ofWhole / WHOLE));
  }

  private static DeviceSpec device(
      String kind, int number, int devices, Map<String, String> tags, long seed) {
    int digits = Math.max(2, String.valueOf(devices).length());
    String id = kind + "-" + String.format("%0" + digits + "d", number);
    return DeviceSpec.named(id).tagged(tags).seeded(seed);
  }

  /**
   * The demo's devices: one sensor is offline, one loses its answer but reboots, one never comes
   * back, and one gateway rejects the call. A group that is too small for this has no faults.
   */
  public static List<DeviceSpec> demo(int devices, long seed) {
    List<DeviceSpec> specs = of(devices, seed);
    // Not at the ends of a group, so that faults appear among devices that behave well.
    misbehave(specs, "gateway", 3, 2, new DeviceBehavior.Rejects(BUSY));
    misbehave(specs, "sensor", 6, 3, new DeviceBehavior.StaysOffline());
    misbehave(specs, "sensor", 6, 4, new DeviceBehavior.LosesAnswer());
    misbehave(specs, "sensor", 6, 5, new DeviceBehavior.NeverReturns());
    return specs;
  }

  /** The ids of the devices that misbehave. */
  public static Set<String> misbehaving(List<DeviceSpec> specs) {
    return specs.stream()
        .filter(spec -> !spec.behaviors().isEmpty())
        .map(DeviceSpec::id)
        .collect(Collectors.toSet());
  }

  private static void misbehave(
      List<DeviceSpec> specs, String kind, int least, int number, DeviceBehavior behavior) {
    List<DeviceSpec> group =
        specs.stream().filter(spec -> spec.id().startsWith(kind + "-")).toList();
    if (group.size() >= least) {
      DeviceSpec chosen = group.get(number - 1);
      specs.set(specs.indexOf(chosen), chosen.behaving(behavior));
    }
  }
}
