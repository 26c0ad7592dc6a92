package org.fleetreboot.workflow.options;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.fleetreboot.workflow.BootMarker;
import org.jspecify.annotations.Nullable;

/**
 * Where devices report their boot marker, below {@code properties.reported}, with dots between the
 * levels.
 *
 * <p>Such as {@code rebootTime}, or {@code iothubDM.reboot.lastReboot} in the Node tutorial.
 */
public record MarkerPath(String path) {
  private static final Pattern DOT = Pattern.compile("\\.");

  public MarkerPath {
    // Levels with $ are the hub's own: $version changes without a reboot, and has no stamp.
    if (path.isBlank()
        || path.startsWith(".")
        || path.endsWith(".")
        || path.contains("..")
        || path.contains("$")) {
      throw new IllegalArgumentException(
          "invalid path of a reported property '"
              + path
              + "'; use a form like rebootTime or a.b.c.");
    }
  }

  /**
   * Reads the marker from a twin in the form of IoT Hub's REST API.
   *
   * @param twin the twin's JSON as maps; missing sections count as empty
   */
  public BootMarker readFrom(Map<String, ?> twin) {
    Map<?, ?> reported = child(child(twin, "properties"), "reported");
    Object value = reported;
    Object metadata = reported.get("$metadata");
    for (String level : DOT.split(path, -1)) {
      value = value instanceof Map<?, ?> map ? map.get(level) : null;
      metadata = metadata instanceof Map<?, ?> map ? map.get(level) : null;
    }
    long version = reported.get("$version") instanceof Number number ? number.longValue() : 0;
    String deviceEtag = twin.get("deviceEtag") instanceof String etag ? etag : null;
    if (value == null) {
      return BootMarker.absent(version).of(deviceEtag);
    }
    Object stamp = metadata instanceof Map<?, ?> map ? map.get("$lastUpdated") : null;
    return new BootMarker(text(value), instant(stamp), version, deviceEtag);
  }

  private static Map<?, ?> child(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The same text for the same value, whatever the order of an object's keys. */
  private static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, element) -> sorted.put(String.valueOf(key), text(element)));
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(MarkerPath::text).toList().toString();
    }
    return String.valueOf(value);
  }

  private static @Nullable Instant instant(@Nullable Object stamp) {
    if (!(stamp instanceof String text)) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
