package org.fleetreboot.iothub;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks and converts the body of a request. */
final class RequestBody {

  private static final Set<String> PATCHABLE = Set.of("tags", "properties");

  private RequestBody() {}

  /** A JSON value as a Java object; a String is sent as a JSON string. */
  static @Nullable Object methodPayload(@Nullable Object body) {
    if (body == null
        || body instanceof Map
        || body instanceof List
        || body instanceof String
        || body instanceof Number
        || body instanceof Boolean) {
      return body;
    }
    throw new IllegalArgumentException(
        "A "
            + body.getClass().getName()
            + " cannot be the payload of a method; make the body a Map, List, String, number,"
            + " boolean or null (unmarshal JSON text to send it as an object).");
  }

  /** {@code tags} and {@code properties.desired}, in the form of the REST API. */
  @SuppressWarnings("unchecked") // Whatever the keys are, JSON makes text of them.
  static Map<String, Object> twinPatch(@Nullable Object body) {
    if (body instanceof Map<?, ?> patch
        && !patch.isEmpty()
        && PATCHABLE.containsAll(patch.keySet())
        && hasOnlyDesired(patch.get("properties"))) {
      return (Map<String, Object>) patch;
    }
    throw new IllegalArgumentException(
        "The body of updateTwin is a Map with tags, properties.desired, or both; this is "
            + (body instanceof Map<?, ?> map ? "one with " + map.keySet() : "no Map")
            + ".");
  }

  private static boolean hasOnlyDesired(@Nullable Object properties) {
    return properties == null
        || (properties instanceof Map<?, ?> map && map.keySet().equals(Set.of("desired")));
  }
}
