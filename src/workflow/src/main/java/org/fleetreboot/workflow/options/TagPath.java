package org.fleetreboot.workflow.options;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tag of device twins, as in queries: {@code tags.site}, with dots between the levels. */
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
          "invalid path of a tag '" + path + "'; use a form like tags.site or tags.line.number.");
    }
  }

  /**
   * Reads the tag from a twin in the form of IoT Hub's REST API.
   *
   * @return its value as text; null if the tag is absent or is not a single value
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
