package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the devices of Microsoft's "Get started with device management" tutorials react to and
 * report.
 */
enum TutorialPreset {
  PYTHON_TUTORIAL("rebootDevice", "rebootTime"),
  NODE_TUTORIAL("reboot", "iothubDM.reboot.lastReboot"),
  JAVA_TUTORIAL("reboot", "lastReboot");

  final String method;
  final String marker;

  TutorialPreset(String method, String marker) {
    this.method = method;
    this.marker = marker;
  }

  /** The word in a route, such as {@code node-tutorial}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static TutorialPreset ofWord(String word) {
    return Arrays.stream(values())
        .filter(preset -> preset.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no preset '" + word + "'; there are " + words() + "."));
  }

  private static String words() {
    return Arrays.stream(values()).map(TutorialPreset::word).collect(Collectors.joining(", "));
  }
}
