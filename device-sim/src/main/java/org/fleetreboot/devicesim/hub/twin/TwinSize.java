package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The size of a part of a twin as defined in "Understand and use device twins": keys and strings in
 * UTF-8, without control characters; 8 bytes per number, 4 per boolean; objects and arrays have the
 * size of their content.
 */
final class TwinSize {
  private static final int NUMBER_BYTES = 8;
  private static final int BOOLEAN_BYTES = 4;

  private TwinSize() {}

  static int of(JsonNode node) {
    if (node.isTextual()) {
      return of(node.textValue());
    }
    if (node.isNumber()) {
      return NUMBER_BYTES;
    }
    if (node.isBoolean()) {
      return BOOLEAN_BYTES;
    }
    int size = 0;
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      size += of(property.getKey()) + of(property.getValue());
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        size += of(element);
      }
    }
    return size;
  }

  private static int of(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        bytes -= c < 0x80 ? 1 : 2;
      }
    }
    return bytes;
  }
}
