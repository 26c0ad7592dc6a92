package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** The limits of "Understand and use device twins": sizes, depth, and valid content. */
final class TwinLimits {
  private static final int PROPERTIES_BYTES = 32 * 1024;
  private static final int TAGS_BYTES = 8 * 1024;
  private static final int TEXT_BYTES = 4 * 1024;
  private static final int NAME_BYTES = 1024;
  private static final int DEPTH = 10;
  private static final long LEAST_INTEGER = -4_503_599_627_370_496L;
  private static final long GREATEST_INTEGER = 4_503_599_627_370_495L;

  private TwinLimits() {}

  /** Refuses invalid names and values, even if null would remove them. */
  static void checkContent(String section, ObjectNode patch) {
    checkTree(section, patch, 0);
  }

  static void checkProperties(ObjectNode before, ObjectNode after) {
    checkSize("properties", before, after, PROPERTIES_BYTES);
  }

  static void checkTags(ObjectNode before, ObjectNode after) {
    checkSize("tags", before, after, TAGS_BYTES);
  }

  /** A section over the limit may still change without growing. */
  private static void checkSize(String section, ObjectNode before, ObjectNode after, int most) {
    int size = TwinSize.of(after);
    if (size > most && size > TwinSize.of(before)) {
      throw HubRefusal.invalid(
          section + " of " + size + " bytes are over the limit of " + most + " bytes.");
    }
  }

  private static void checkTree(String path, JsonNode node, int depth) {
    if (depth > DEPTH && node.isContainerNode()) {
      throw HubRefusal.invalid(path + " is nested deeper than " + DEPTH + " levels.");
    }
    checkValue(path, node);
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      checkName(path, property.getKey());
      checkTree(path + "." + property.getKey(), property.getValue(), depth + 1);
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        checkTree(path + "[]", element, depth + 1);
      }
    }
  }

  private static void checkValue(String path, JsonNode node) {
    if (node.isTextual() && bytesOf(node.textValue()) > TEXT_BYTES) {
      throw HubRefusal.invalid("The text at " + path + " is longer than " + TEXT_BYTES + " bytes.");
    }
    if (node.isIntegralNumber()
        && !(node.canConvertToLong()
            && node.longValue() >= LEAST_INTEGER
            && node.longValue() <= GREATEST_INTEGER)) {
      throw HubRefusal.invalid(
          "The integer at "
              + path
              + " is not within ["
              + LEAST_INTEGER
              + "; "
              + GREATEST_INTEGER
              + "].");
    }
  }

  private static void checkName(String path, String name) {
    boolean forbidden =
        name.isEmpty()
            || name.chars().anyMatch(c -> ".$# ".indexOf(c) >= 0 || Character.isISOControl(c));
    if (forbidden || bytesOf(name) > NAME_BYTES) {
      throw HubRefusal.invalid(
          "A name in "
              + path
              + " is empty, longer than "
              + NAME_BYTES
              + " bytes, or holds one of . $ # or a space or a control character.");
    }
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
