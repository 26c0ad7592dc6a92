package org.fleetreboot.reboot.device;

import java.util.Arrays;

/** An operation of {@code reboot-device:}; the names are those in the URI. */
public enum DeviceOperation {
  /** Creates one exchange for each device that has a turn. */
  turn,
  /** Reads the marker, records the intent, calls once, and records the answer. */
  invoke,
  /** Returns the devices whose wait is over. */
  due,
  /** Reads a device's twin and records the result. */
  observe,
  /** Records the body as a note about the device. */
  note;

  static DeviceOperation ofWord(String word) {
    return Arrays.stream(values())
        .filter(operation -> operation.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown operation '"
                        + word
                        + "'; reboot-device: has "
                        + Arrays.toString(values())
                        + "."));
  }
}
