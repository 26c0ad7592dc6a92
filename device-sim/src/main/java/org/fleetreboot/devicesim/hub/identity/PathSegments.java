package org.fleetreboot.devicesim.hub.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Ids in paths, topics and resources, which clients encode in different ways. */
public final class PathSegments {
  private PathSegments() {}

  /**
   * Decodes percent signs; unlike in forms, a plus is a plus.
   *
   * @throws IllegalArgumentException when a percent sign is not followed by two hex digits
   */
  public static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Whether a segment stands for an id: as it is, or percent-encoded. */
  public static boolean stands(String segment, String id) {
    if (segment.equals(id)) {
      return true;
    }
    try {
      return decoded(segment).equals(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the first segments of a path stand for these ids. */
  public static boolean begin(List<String> path, List<String> ids) {
    if (path.size() < ids.size()) {
      return false;
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!stands(path.get(i), ids.get(i))) {
        return false;
      }
    }
    return true;
  }
}
