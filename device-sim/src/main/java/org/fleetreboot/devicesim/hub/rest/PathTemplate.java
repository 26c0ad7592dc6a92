package org.fleetreboot.devicesim.hub.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named segments, like {@code /devices/{device}/modules/{module}}.
 *
 * @param segments segments in braces match any segment
 */
record PathTemplate(List<String> segments) {
  static PathTemplate of(String text) {
    return new PathTemplate(List.of(text.substring(1).split("/")));
  }

  /** The named segments of a path; empty if it does not match. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        named.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(named);
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
