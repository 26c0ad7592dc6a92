package org.fleetreboot.devicesim.hub.mqtt;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The topics on which a device may publish. */
sealed interface DeviceTopic {
  /** Device-to-cloud telemetry. */
  record Telemetry() implements DeviceTopic {}

  /** The answer to a direct method. */
  record MethodAnswered(int status, String rid) implements DeviceTopic {}

  /** A wish to read the twin. */
  record TwinGet(String rid) implements DeviceTopic {}

  /**
   * A patch of the reported properties.
   *
   * @param expected the version the device believes the section has
   */
  record Reported(String rid, OptionalLong expected) implements DeviceTopic {}

  Pattern METHOD_ANSWER = Pattern.compile("\\$iothub/methods/res/(\\d{3})/\\?\\$rid=([^&]+)");
  Pattern TWIN_GET = Pattern.compile("\\$iothub/twin/GET/\\?\\$rid=([^&]+)");
  Pattern REPORTED =
      Pattern.compile(
          "\\$iothub/twin/PATCH/properties/reported/\\?\\$rid=([^&]+)(?:&\\$version=(\\d{1,18}))?");

  /** Reads a topic; empty when it is none of a device's. */
  static Optional<DeviceTopic> parse(String topic, String deviceId) {
    if (topic.startsWith("devices/" + deviceId + "/messages/events/")) {
      return Optional.of(new Telemetry());
    }
    Matcher method = METHOD_ANSWER.matcher(topic);
    if (method.matches()) {
      return Optional.of(new MethodAnswered(Integer.parseInt(method.group(1)), method.group(2)));
    }
    Matcher get = TWIN_GET.matcher(topic);
    if (get.matches()) {
      return Optional.of(new TwinGet(get.group(1)));
    }
    Matcher reported = REPORTED.matcher(topic);
    if (reported.matches()) {
      String version = reported.group(2);
      return Optional.of(
          new Reported(
              reported.group(1),
              version == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(version))));
    }
    return Optional.empty();
  }
}
