package org.fleetreboot.devicesim.hub.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares ids in paths, topics and resources, which clients encode differently. */
public final class PathSegments {
  private PathSegments() {}

  /**
   * Decodes percent-encoding; unlike in forms, a plus is literal.
   *
   * @throws IllegalArgumentException when a percent sign is not followed by two hex digits
   */
  public static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Whether a segment equals an id, literally or percent-encoded. */
  public static boolean matches(String segment, String id) {
    if (segment.equals(id)) {
      return true;
    }
    try {
      return decoded(segment).equals(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a path starts with these ids. */
  public static boolean startsWith(List<String> path, List<String> ids) {
    if (path.size() < ids.size()) {
      return false;
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!matches(path.get(i), ids.get(i))) {
        return false;
      }
    }
    return true;
  }
}
