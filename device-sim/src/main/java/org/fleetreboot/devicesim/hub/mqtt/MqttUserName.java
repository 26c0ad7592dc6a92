package org.fleetreboot.devicesim.hub.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.identity.PathSegments;
import org.jspecify.annotations.Nullable;

/**
 * The user name of CONNECT, {@code {hub}/{device}/?api-version=...&model-id=...}.
 *
 * @param hub the host or name of the hub
 * @param modelId the IoT Plug and Play model that the client announces; empty for none
 */
record MqttUserName(String hub, Optional<String> modelId) {
  private static final String API_VERSION = "api-version";
  private static final String MODEL_ID = "model-id";

  /** The maximum length of a model id (DTDL, version 3), which is stored with the twin. */
  private static final int LONGEST_MODEL_ID = 2048;

  /**
   * Reads a user name. The question mark is optional, and slashes may replace ampersands, as in
   * older SDKs.
   *
   * @param text null if the client sent no user name
   * @return empty if it belongs to another client, or contains no API version
   */
  static Optional<MqttUserName> of(@Nullable String text, ClientId client) {
    if (text == null) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    String own = client + "/";
    if (slash <= 0 || !text.startsWith(own, slash + 1)) {
      return Optional.empty();
    }
    Map<String, String> parameters = parameters(text.substring(slash + 1 + own.length()));
    String modelId = parameters.getOrDefault(MODEL_ID, "");
    return parameters.getOrDefault(API_VERSION, "").isEmpty() || modelId.length() > LONGEST_MODEL_ID
        ? Optional.empty()
        : Optional.of(
            new MqttUserName(
                text.substring(0, slash), Optional.of(modelId).filter(id -> !id.isEmpty())));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query.replaceFirst("^\\?", "").split("[&/]", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** Returns malformed encodings unchanged; only the client itself uses the value. */
  private static String decoded(String value) {
    try {
      return PathSegments.decoded(value);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
