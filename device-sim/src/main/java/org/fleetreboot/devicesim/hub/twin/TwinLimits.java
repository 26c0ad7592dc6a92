package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;

/** The limits of IoT Hub on twins: sizes, depth, and what a name may hold. */
final class TwinLimits {
  private static final int PROPERTIES_BYTES = 32 * 1024;
  private static final int TAGS_BYTES = 8 * 1024;
  private static final int TEXT_BYTES = 4 * 1024;
  private static final int NAME_BYTES = 1024;
  private static final int DEPTH = 10;

  private TwinLimits() {}

  static void checkProperties(ObjectNode values) {
    check("properties", values, PROPERTIES_BYTES);
  }

  static void checkTags(ObjectNode tags) {
    check("tags", tags, TAGS_BYTES);
  }

  private static void check(String section, ObjectNode values, int maxBytes) {
    checkTree(section, values, 0);
    int size = Json.bytes(values).length;
    if (size > maxBytes) {
      throw HubRefusal.invalid(
          section + " of " + size + " bytes are over the limit of " + maxBytes + " bytes.");
    }
  }

  private static void checkTree(String path, JsonNode node, int depth) {
    if (depth > DEPTH && node.isContainerNode()) {
      throw HubRefusal.invalid(path + " is nested deeper than " + DEPTH + " levels.");
    }
    if (node.isTextual() && bytesOf(node.textValue()) > TEXT_BYTES) {
      throw HubRefusal.invalid("The text at " + path + " is longer than " + TEXT_BYTES + " bytes.");
    }
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

  private static void checkName(String path, String name) {
    boolean forbidden =
        name.isEmpty()
            || name.chars().anyMatch(c -> c == '.' || c == '$' || c == ' ' || c < 32 || c == 127);
    if (forbidden || bytesOf(name) > NAME_BYTES) {
      throw HubRefusal.invalid(
          "A name in "
              + path
              + " is empty, too long, or holds a dot, a dollar, a space or a control character.");
    }
  }

  private static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
