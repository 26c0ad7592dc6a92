package org.fleetreboot.reboot.targets;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.reboot.TargetsRefused;
import org.jspecify.annotations.Nullable;

/** The ids of a list while it is read. */
final class Gathered {
  private final Set<String> devices = new LinkedHashSet<>();
  private int rows;
  private int characters;

  /**
   * Takes one entry; one of blanks alone is none.
   *
   * @param line from 1
   * @param column from 1, 0 when it is not known
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
      // Quotes, comma or line end included, as the message is kept.
      characters += device.length() + 3;
      if (characters > TargetList.MOST_CHARACTERS) {
        throw new TargetsRefused(
            at(line, column)
                + "The ids up to here have more than %d MiB together; split the list."
                    .formatted(TargetList.MOST_CHARACTERS >> 20));
      }
    }
  }

  TargetList list(@Nullable String chain, @Nullable String reason, Map<String, String> options) {
    if (devices.isEmpty()) {
      throw new TargetsRefused(
          "There is no device in it: name at least one, a JSON array, CSV with the column"
              + " deviceId, or one id a line.");
    }
    return new TargetList(List.copyOf(devices), rows - devices.size(), chain, reason, options);
  }

  static String at(long line, long column) {
    return column > 0
        ? "Line %d, column %d: ".formatted(line, column)
        : "Line %d: ".formatted(line);
  }
}
