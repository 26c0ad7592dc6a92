package org.fleetreboot.reboot.device;

import java.util.Arrays;

/** What an endpoint of {@code reboot-device:} does; the names are the words of the URI. */
public enum DeviceOperation {
  /** From it comes one exchange for each device whose turn has come. */
  turn,
  /** Reads the marker, records the intent, calls once, records the answer. */
  invoke,
  /** Gives the devices whose wait is over. */
  due,
  /** Reads a device's twin and records what it says. */
  observe,
  /** Records what the body says of the device. */
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
