package org.fleetreboot.app.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.BehaviorNotation;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.registry.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that lists devices in groups of equal ones. {@code device-sim/fleet.yaml} is an
 * example. Errors name the line.
 */
public final class FleetFile {
  /** More than a hub and its devices on one machine can handle. */
  private static final int MOST_DEVICES = 100_000;

  private static final Set<String> KEYS = Set.of("name", "count", "tags", "behaviors", "bootTime");

  /** The names that IoT Hub allows in a twin. */
  private static final Pattern TAG_NAME = Pattern.compile("[^.$\\s\\p{Cntrl}]{1,128}");

  private final long seed;
  private final List<DeviceSpec> devices = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private FleetFile(long seed) {
    this.seed = seed;
  }

  /**
   * Reads the devices of a file.
   *
   * @param seed determines the boot times of each device, together with its id
   * @throws ProgramFailure with file, line and remedy, if the file is invalid
   */
  public static List<DeviceSpec> read(Path file, long seed) {
    FleetFile fleet = new FleetFile(seed);
    YamlNode whole = YamlFile.root(file, "--fleet", "groups");
    YamlNode groups = whole.mappingOf(Set.of("groups")).get("groups");
    if (groups == null) {
      throw whole.refused("there is no 'groups:'");
    }
    groups.sequence().forEach(fleet::addGroup);
    if (fleet.devices.isEmpty()) {
      throw groups.refused("there is no group");
    }
    return fleet.devices;
  }

  private void addGroup(YamlNode group) {
    Map<String, YamlNode> values = group.mappingOf(KEYS);
    YamlNode name = values.get("name");
    if (name == null) {
      throw group.refused("the group has no 'name:'");
    }
    DeviceSpec alike = alike(values);
    YamlNode count = values.get("count");
    if (count == null) {
      add(name, alike, name.text());
      return;
    }
    int devicesOfGroup = count.wholeNumber(1, MOST_DEVICES);
    if (devices.size() + devicesOfGroup > MOST_DEVICES) {
      throw count.refused("with these there are more than %d devices".formatted(MOST_DEVICES));
    }
    int digits = Math.max(2, String.valueOf(devicesOfGroup).length());
    for (int i = 1; i <= devicesOfGroup; i++) {
      add(name, alike, name.text() + "-" + String.format("%0" + digits + "d", i));
    }
  }

  private void add(YamlNode name, DeviceSpec alike, String id) {
    try {
      DeviceId.checked(id);
    } catch (HubRefusal e) {
      throw name.refused(withoutStop(e.text()));
    }
    if (!ids.add(id)) {
      throw name.refused("device %s already exists; rename this group".formatted(id));
    }
    devices.add(
        new DeviceSpec(
            id, alike.tags(), alike.preset(), alike.behaviors(), alike.reportsAtStart(), seed));
  }

  private static DeviceSpec alike(Map<String, YamlNode> values) {
    DeviceSpec spec = DeviceSpec.named("any").tagged(tags(values.get("tags")));
    YamlNode bootTime = values.get("bootTime");
    if (bootTime != null) {
      spec = behaving(spec, bootTime, "boots-in " + bootTime.text());
    }
    YamlNode behaviors = values.get("behaviors");
    if (behaviors != null) {
      for (YamlNode behavior : behaviors.sequence()) {
        spec = behaving(spec, behavior, behavior.text());
      }
    }
    return spec;
  }

  private static DeviceSpec behaving(DeviceSpec spec, YamlNode where, String notation) {
    try {
      DeviceBehavior behavior = BehaviorNotation.parse(notation);
      return spec.behaving(behavior);
    } catch (IllegalArgumentException e) {
      throw where.refused(withoutStop(String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, String> tags(@Nullable YamlNode node) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (node != null) {
      node.mapping()
          .forEach(
              (tag, value) -> {
                if (!TAG_NAME.matcher(tag).matches()) {
                  throw value.refused(
                      "a tag's name is up to 128 characters without dot, dollar or space");
                }
                tags.put(tag, value.text());
              });
    }
    return tags;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
