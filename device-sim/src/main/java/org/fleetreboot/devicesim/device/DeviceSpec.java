package org.fleetreboot.devicesim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.RebootPlanner;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;

/**
 * The specification of a simulated device: id, tags, preset and behaviors. Immutable; each method
 * that changes something returns a new value.
 *
 * @param id the device id, as registered at the hub
 * @param tags the tags of its twin, which only the hub sees
 * @param reportsAtStart whether it reports a boot marker when it connects for the first time
 * @param seed the seed of its boot times, together with its id
 */
public record DeviceSpec(
    String id,
    Map<String, String> tags,
    RebootPreset preset,
    List<DeviceBehavior> behaviors,
    boolean reportsAtStart,
    long seed) {

  public DeviceSpec {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a device needs an id");
    }
    tags = Map.copyOf(tags);
    behaviors = List.copyOf(behaviors);
    Objects.requireNonNull(RebootPlanner.of(preset, behaviors));
  }

  /** A device with this project's preset and no other behaviors. */
  public static DeviceSpec named(String id) {
    RebootPreset preset = RebootPreset.FLEET_REBOOT;
    return new DeviceSpec(id, Map.of(), preset, List.of(), preset.reportsAtStart(), 0);
  }

  /** The same specification for a device with another id. */
  public DeviceSpec called(String other) {
    return new DeviceSpec(other, tags, preset, behaviors, reportsAtStart, seed);
  }

  /**
   * The same device with additional behaviors.
   *
   * @throws IllegalArgumentException if two behaviors are of the same kind or contradict each other
   */
  public DeviceSpec behaving(DeviceBehavior... more) {
    List<DeviceBehavior> all = new ArrayList<>(behaviors);
    all.addAll(List.of(more));
    return new DeviceSpec(id, tags, preset, all, reportsAtStart, seed);
  }

  /** The same device with another preset, which also determines whether it reports at its start. */
  public DeviceSpec speaking(RebootPreset other) {
    return new DeviceSpec(id, tags, other, behaviors, other.reportsAtStart(), seed);
  }

  public DeviceSpec tagged(Map<String, String> other) {
    return new DeviceSpec(id, other, preset, behaviors, reportsAtStart, seed);
  }

  public DeviceSpec reportingAtStart(boolean reports) {
    return new DeviceSpec(id, tags, preset, behaviors, reports, seed);
  }

  public DeviceSpec seeded(long other) {
    return new DeviceSpec(id, tags, preset, behaviors, reportsAtStart, other);
  }

  public RebootPlanner planner() {
    return RebootPlanner.of(preset, behaviors);
  }

  /** The device's random generator: equal seeds and ids give equal boot times. */
  public SplittableRandom random() {
    return new SplittableRandom(seed * 31 + id.hashCode());
  }
}
