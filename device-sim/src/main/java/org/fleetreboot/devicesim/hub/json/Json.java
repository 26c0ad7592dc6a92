package org.fleetreboot.devicesim.hub.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Reads and writes JSON of requests and responses; invalid JSON is refused with 400004. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Preserves numbers as written: 10.0 stays 10.0, and 1e999 does not become infinity.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern PARSER_SETTING =
      Pattern.compile(": enable `[^`]*` to allow|, from `[^`]*`");

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Parses any JSON value; refuses an empty body. */
  public static JsonNode parse(byte[] bytes) {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw HubRefusal.invalid("The body is not JSON: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (node.isMissingNode()) {
      throw HubRefusal.invalid("The body is empty; a JSON document is expected.");
    }
    return node;
  }

  /** Removes Jackson's advice to change a parser setting, which is not for clients. */
  private static String reason(JsonProcessingException failure) {
    String text =
        failure instanceof JsonEOFException ? "unexpected end" : failure.getOriginalMessage();
    return PARSER_SETTING.matcher(text).replaceAll("");
  }

  /** Parses a JSON object; refuses anything else. */
  public static ObjectNode parseObject(String text) {
    return parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Parses a JSON object; refuses anything else. */
  public static ObjectNode parseObject(byte[] bytes) {
    if (parse(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw HubRefusal.invalid("The body must be a JSON object.");
  }

  /** The tree of a map with strings, numbers, booleans, lists, maps and null. */
  public static ObjectNode fromMap(Map<String, ?> map) {
    return MAPPER.valueToTree(map);
  }

  /** The tree of a record, in the order of its components. */
  public static ObjectNode tree(Record document) {
    return MAPPER.valueToTree(document);
  }

  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a JSON tree", e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }
}
