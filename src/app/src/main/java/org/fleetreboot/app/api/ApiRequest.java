package org.fleetreboot.app.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.reboot.redaction.JsonSyntaxError;
import org.jspecify.annotations.Nullable;

/**
 * An authorized request.
 *
 * @param path the parts after {@code /api/}, decoded
 * @param query what stands behind the question mark
 * @param body unchanged, within the server's limit
 * @param idempotencyKey null if there is none
 */
record ApiRequest(
    String method,
    List<String> path,
    ApiQuery query,
    String body,
    @Nullable String idempotencyKey) {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A message of several lines, which is passed to the groups. */
  private static final Set<String> MAY_HAVE_LINES = Set.of("body");

  /**
   * For these fields a blank value counts as absent; elsewhere a blank text could be mistaken for a
   * command.
   */
  private static final Set<String> MAY_BE_BLANK = Set.of("body", "by", "reason");

  /** The fields of the body, which may be absent; unknown fields are refused. */
  ObjectNode fields(List<String> known) {
    if (body.isEmpty()) {
      return JSON.createObjectNode();
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ApiRefusal(400, "The body is not JSON: " + JsonSyntaxError.of(e) + ".");
    }
    if (!(json instanceof ObjectNode object)) {
      throw new ApiRefusal(400, "The body must be a JSON object, such as {\"by\": \"anna\"}.");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new ApiRefusal(
                    400,
                    "Unknown field '%s'; the fields are %s."
                        .formatted(name, String.join(", ", known)));
              }
            });
    return object;
  }

  /** The text of a field; empty if it is absent or null, or blank and blank counts as absent. */
  static Optional<String> text(ObjectNode fields, String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new ApiRefusal(400, name + " must be text.");
    }
    if (value.textValue().isBlank()) {
      if (!MAY_BE_BLANK.contains(name)) {
        throw new ApiRefusal(400, name + " is blank: give one, or omit it.");
      }
      return Optional.empty();
    }
    if (value.textValue().chars().anyMatch(Character::isISOControl)
        && !MAY_HAVE_LINES.contains(name)) {
      // People see it in a terminal.
      throw new ApiRefusal(400, name + " must be text without control characters.");
    }
    return Optional.of(value.textValue());
  }

  static boolean flag(ObjectNode fields, String name) {
    JsonNode value = fields.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new ApiRefusal(400, name + " must be true or false.");
    }
    return value.asBoolean();
  }

  static Optional<List<String>> texts(ObjectNode fields, String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    value.forEach(entry -> texts.add(entry.isTextual() ? entry.textValue() : ""));
    if (!value.isArray() || texts.contains("")) {
      throw new ApiRefusal(400, name + " must be an array of texts.");
    }
    return Optional.of(texts);
  }
}
