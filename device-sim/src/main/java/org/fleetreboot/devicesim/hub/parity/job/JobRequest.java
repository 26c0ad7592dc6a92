package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;
import org.jspecify.annotations.Nullable;

/**
 * A job as the service requests it, as documented in iot-hub-devguide-jobs.
 *
 * @param condition the text after WHERE in a query of device twins; {@code *} for all
 * @param startTime null to start at once
 * @param longest maximum execution time
 * @param body the original request
 */
public record JobRequest(
    String id,
    JobType type,
    JobAction work,
    String condition,
    @Nullable Instant startTime,
    Duration longest,
    ObjectNode body) {
  // Printable ASCII except the characters that the page excludes; up to 64 by the quotas page.
  private static final Pattern ID = Pattern.compile("[!#%&'*+.0-9A-Z^_`a-z|~-]{1,64}");
  // What Microsoft's package for Node sends by default.
  private static final int DEFAULT_SECONDS = 3600;

  /**
   * Reads a request.
   *
   * @throws HubRefusal 400004 for a malformed one, 413001 for a payload over its limit
   */
  public static JobRequest of(String id, ObjectNode body) {
    if (!ID.matcher(id).matches()) {
      throw HubRefusal.invalid(
          "A jobId is 1 to 64 characters of printable ASCII without spaces and"
              + " $ ( ) < > @ , ; : \\ \" / [ ] ? = { }, not '"
              + id
              + "'.");
    }
    if (body.hasNonNull("jobId") && !id.equals(body.get("jobId").asText())) {
      throw HubRefusal.invalid(
          "The jobId in the body differs from the one in the path, '" + id + "'.");
    }
    JobType type =
        Optional.ofNullable(body.path("type").textValue())
            .flatMap(JobType::named)
            .orElseThrow(
                () ->
                    HubRefusal.invalid(
                        "type must be scheduleDeviceMethod or scheduleUpdateTwin, not "
                            + body.path("type")
                            + "."));
    return new JobRequest(
        id,
        type,
        work(type, body),
        condition(body.path("queryCondition")),
        startTime(body.path("startTime")),
        Duration.ofSeconds(seconds(body.path("maxExecutionTimeInSeconds"))),
        body);
  }

  /** The method to invoke; empty for a twin update. */
  public Optional<MethodCall> methodCall() {
    return work instanceof JobAction.Method method ? Optional.of(method.call()) : Optional.empty();
  }

  private static JobAction work(JobType type, ObjectNode body) {
    return switch (type) {
      case SCHEDULE_DEVICE_METHOD ->
          new JobAction.Method(MethodCall.of(object(body, "cloudToDeviceMethod")));
      case SCHEDULE_UPDATE_TWIN -> {
        ObjectNode twin = object(body, "updateTwin");
        JsonNode etag = twin.path("etag");
        if (!etag.isTextual()) {
          throw HubRefusal.invalid("updateTwin must have an etag, such as \"*\".");
        }
        yield new JobAction.TwinUpdate(TwinPatch.of(twin), new IfMatch(etag.textValue()));
      }
    };
  }

  private static ObjectNode object(ObjectNode body, String name) {
    if (body.path(name) instanceof ObjectNode object) {
      return object;
    }
    throw HubRefusal.invalid(
        "A job of type " + body.path("type").asText() + " must have the object " + name + ".");
  }

  private static String condition(JsonNode node) {
    if (node.isTextual() && !node.textValue().isBlank()) {
      return node.textValue();
    }
    throw HubRefusal.invalid(
        "queryCondition must be the text after WHERE in a query, or * for all devices.");
  }

  private static @Nullable Instant startTime(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || node.asText().isEmpty()) {
      return null;
    }
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              node.asText(), OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw HubRefusal.invalid(
          "startTime must be in ISO 8601, such as 2026-11-23T04:00:00Z, not " + node + ".");
    }
  }

  private static int seconds(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return DEFAULT_SECONDS;
    }
    if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 1) {
      return node.intValue();
    }
    throw HubRefusal.invalid(
        "maxExecutionTimeInSeconds must be a whole number of 1 or more, not " + node + ".");
  }
}
