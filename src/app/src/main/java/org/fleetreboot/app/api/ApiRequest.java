package org.fleetreboot.app.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.fleetreboot.app.http.AuthenticatedUser;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.reboot.redaction.JsonSyntaxError;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/**
 * An authorized request.
 *
 * @param caller who sent it
 * @param parameters of its path, decoded
 * @param query what stands behind the question mark
 * @param body unchanged, within the server's limit
 * @param idempotencyKey null if there is none
 */
record ApiRequest(
    Caller caller,
    Map<String, String> parameters,
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

  /** The journal keeps them for good. The message to the groups may have more. */
  private static final int LONGEST_TEXT = 2_000;

  /** A message of several lines, which is passed to the groups. */
  private static final Set<String> MAY_HAVE_LINES = Set.of("body");

  /**
   * For these fields a blank value counts as absent; elsewhere a blank text could be mistaken for a
   * command.
   */
  private static final Set<String> MAY_BE_BLANK = Set.of("body", "by", "reason");

  /**
   * The request that Camel's HTTP server received.
   *
   * @param template its path in the REST DSL, such as {@code /api/runs/{run}}
   */
  static ApiRequest of(Message message, String template) {
    HttpServerRequest request = message.getExchange().getMessage(HttpMessage.class).getRequest();
    byte[] body = message.getBody(byte[].class);
    String type = request.getHeader("Content-Type");
    boolean isJson = type != null && type.startsWith("application/json");
    boolean isOrder = !request.method().equals(HttpMethod.GET);
    // A form would not be seen: Vert.x reads it before anybody asks for the body.
    if (!isJson && ((isOrder && type != null) || (body != null && body.length > 0))) {
      throw new HttpRefusal(415, "Send the body as Content-Type: application/json.");
    }
    return new ApiRequest(
        AuthenticatedUser.caller(message),
        parameters(template, message.getHeader(Exchange.HTTP_PATH, String.class)),
        ApiQuery.of(request.query()),
        body == null ? "" : text(body),
        request.getHeader("Idempotency-Key"));
  }

  /** Not from the headers, where Camel mixes them with those of the client. */
  private static Map<String, String> parameters(String template, String path) {
    String[] names = template.split("/", -1);
    String[] parts = path.split("/", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        // In a path, a plus is literal.
        parameters.put(
            names[i].substring(1, names[i].length() - 1),
            URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new HttpRefusal(400, "The body is not in UTF-8.");
    }
  }

  /** Who asks, and for whom, as the field {@code by} says. */
  Requester requester(ObjectNode fields) {
    return caller.requester().onBehalfOf(text(fields, "by").orElse(null));
  }

  /**
   * A text of the body, for the record of what was refused; null if it has none that can be read.
   */
  @Nullable String said(String name) {
    try {
      return JSON.readTree(body) instanceof ObjectNode fields
          ? text(fields, name).orElse(null)
          : null;
    } catch (JsonProcessingException | HttpRefusal unreadable) {
      return null;
    }
  }

  /** A part of the path. */
  String path(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** The fields of the body, which may be absent; unknown fields are refused. */
  ObjectNode fields(Class<? extends Record> form) {
    List<String> known =
        Stream.of(form.getRecordComponents()).map(RecordComponent::getName).toList();
    if (body.isEmpty()) {
      return JSON.createObjectNode();
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new HttpRefusal(400, "The body is not JSON: " + JsonSyntaxError.of(e) + ".");
    }
    if (!(json instanceof ObjectNode object)) {
      throw new HttpRefusal(400, "The body must be a JSON object, such as {\"by\": \"anna\"}.");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new HttpRefusal(
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
      throw new HttpRefusal(400, name + " must be text.");
    }
    if (value.textValue().isBlank()) {
      if (!MAY_BE_BLANK.contains(name)) {
        throw new HttpRefusal(400, name + " is blank: give one, or omit it.");
      }
      return Optional.empty();
    }
    if (MAY_HAVE_LINES.contains(name)) {
      return Optional.of(value.textValue());
    }
    if (value.textValue().length() > LONGEST_TEXT) {
      throw new HttpRefusal(
          400, "%s must have at most %d characters.".formatted(name, LONGEST_TEXT));
    }
    if (value.textValue().chars().anyMatch(Character::isISOControl)) {
      // People see it in a terminal.
      throw new HttpRefusal(400, name + " must be text without control characters.");
    }
    return Optional.of(value.textValue());
  }

  static boolean flag(ObjectNode fields, String name) {
    JsonNode value = fields.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new HttpRefusal(400, name + " must be true or false.");
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
      throw new HttpRefusal(400, name + " must be an array of texts.");
    }
    return Optional.of(texts);
  }
}
