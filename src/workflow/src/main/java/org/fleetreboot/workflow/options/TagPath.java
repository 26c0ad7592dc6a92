package org.fleetreboot.workflow.options;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tag of device twins, as queries write it: {@code tags.site}, dots between levels. */
public record TagPath(String path) {
  private static final String ROOT = "tags.";
  private static final Pattern DOT = Pattern.compile("\\.");

  public TagPath {
    if (!path.startsWith(ROOT)
        || path.length() == ROOT.length()
        || path.endsWith(".")
        || path.contains("..")
        || path.contains("$")) {
      throw new IllegalArgumentException(
          "'" + path + "' is no path of a tag. Write it like tags.site or tags.line.number.");
    }
  }

  /**
   * Reads the tag out of a twin as the REST API of IoT Hub writes it.
   *
   * @return its value as text; null when the tag is absent, or no single value
   */
  public @Nullable String readFrom(Map<String, ?> twin) {
    Object value = twin;
    for (String level : DOT.split(path, -1)) {
      value = value instanceof Map<?, ?> map ? map.get(level) : null;
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : null;
  }

  @Override
  public String toString() {
    return path;
  }
}
