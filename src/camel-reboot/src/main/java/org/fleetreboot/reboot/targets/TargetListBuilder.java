package org.fleetreboot.reboot.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** The content of a list while it is being read. */
final class TargetListBuilder {
  private final ListHubs hubs;
  private final Set<Target> devices = new LinkedHashSet<>();
  private final List<String> ignoredColumns = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private @Nullable String chain;
  private @Nullable String reason;
  private int rows;
  private int characters;

  TargetListBuilder(ListHubs hubs) {
    this.hubs = hubs;
  }

  /**
   * Adds one entry, an id or {@code HUB/ID}; blank entries are ignored.
   *
   * @param hub null or blank unless the list names it beside the entry
   * @param line from 1
   * @param column from 1; 0 if unknown
   */
  void add(@Nullable String hub, String entry, long line, long column) {
    String device = entry.strip();
    if (device.isEmpty()) {
      return;
    }
    Target target = target(hub, device, line, column);
    if (++rows > TargetList.MOST_ROWS) {
      throw new TargetsRefused(
          at(line, column)
              + "The list has more than %,d entries; split it.".formatted(TargetList.MOST_ROWS));
    }
    if (devices.add(target)) {
      // Includes quotes, comma or line end, as in the stored message.
      characters += target.text().length() + 3;
      if (characters > TargetList.MOST_CHARACTERS) {
        throw new TargetsRefused(
            at(line, column)
                + "The ids up to here have more than %d MiB together; split the list."
                    .formatted(TargetList.MOST_CHARACTERS >> 20));
      }
    }
  }

  private Target target(@Nullable String hub, String entry, long line, long column) {
    try {
      return hubs.read(hub == null || hub.isBlank() ? null : hub.strip(), entry);
    } catch (IllegalArgumentException e) {
      throw new TargetsRefused(at(line, column) + e.getMessage() + ".");
    }
  }

  /** Records a column that is not used. */
  void ignore(String column) {
    ignoredColumns.add(DeviceId.shown(column));
  }

  void askForChain(String name) {
    chain = name;
  }

  void explain(String why) {
    reason = why;
  }

  void set(String option, String value) {
    options.put(option, value);
  }

  /** The devices, each once; possibly none. */
  List<Target> devices() {
    return List.copyOf(devices);
  }

  /**
   * The list.
   *
   * @throws TargetsRefused if it names no device
   */
  TargetList list() {
    if (devices.isEmpty()) {
      throw new TargetsRefused(
          "There is no device in it: name at least one, a JSON array, CSV with the column"
              + " deviceId, or one id a line.");
    }
    return new TargetList(devices(), rows - devices.size(), ignoredColumns, chain, reason, options);
  }

  static String at(long line, long column) {
    return column > 0
        ? "Line %d, column %d: ".formatted(line, column)
        : "Line %d: ".formatted(line);
  }
}
