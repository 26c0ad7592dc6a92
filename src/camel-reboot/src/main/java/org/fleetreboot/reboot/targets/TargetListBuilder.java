package org.fleetreboot.reboot.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.reboot.TargetsRefused;
import org.jspecify.annotations.Nullable;

/** The content of a list while it is being read. */
final class TargetListBuilder {
  private final Set<String> devices = new LinkedHashSet<>();
  private final List<String> ignoredColumns = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private @Nullable String chain;
  private @Nullable String reason;
  private int rows;
  private int characters;

  /**
   * Adds one entry; blank entries are ignored.
   *
   * @param line from 1
   * @param column from 1; 0 if unknown
   */
  void add(String entry, long line, long column) {
    String device = entry.strip();
    if (device.isEmpty()) {
      return;
    }
    if (!DeviceId.matches(device)) {
      throw new TargetsRefused(at(line, column) + DeviceId.refusal(device) + ".");
    }
    if (++rows > TargetList.MOST_ROWS) {
      throw new TargetsRefused(
          at(line, column)
              + "The list has more than %,d entries; split it.".formatted(TargetList.MOST_ROWS));
    }
    if (devices.add(device)) {
      // Includes quotes, comma or line end, as in the stored message.
      characters += device.length() + 3;
      if (characters > TargetList.MOST_CHARACTERS) {
        throw new TargetsRefused(
            at(line, column)
                + "The ids up to here have more than %d MiB together; split the list."
                    .formatted(TargetList.MOST_CHARACTERS >> 20));
      }
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

  /** The ids, each once; possibly none. */
  List<String> devices() {
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
