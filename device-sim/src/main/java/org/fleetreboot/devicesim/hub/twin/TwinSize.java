package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How large a part of a twin is, as "Understand and use device twins" counts: the keys and the
 * texts in UTF-8, without control characters; 8 bytes for a number, 4 for a boolean; an object or
 * array is as large as what is in it.
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
