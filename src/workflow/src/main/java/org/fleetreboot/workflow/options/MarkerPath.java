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
 * Where devices report their boot marker, below {@code properties.reported}, dots between levels.
 *
 * <p>{@code rebootTime}, or {@code iothubDM.reboot.lastReboot} as the Node tutorial has it.
 */
public record MarkerPath(String path) {
  private static final Pattern DOT = Pattern.compile("\\.");

  public MarkerPath {
    // A level with $ is the hub's own: $version moves without a reboot, and carries no stamp.
    if (path.isBlank()
        || path.startsWith(".")
        || path.endsWith(".")
        || path.contains("..")
        || path.contains("$")) {
      throw new IllegalArgumentException(
          "'" + path + "' is no path of a reported property. Write it like rebootTime or a.b.c.");
    }
  }

  /**
   * Reads the marker out of a twin as the REST API of IoT Hub writes it.
   *
   * @param twin the twin's JSON as maps; sections that are missing count as empty
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

  /** One text for one value, whatever order a parser gives the keys of an object. */
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
