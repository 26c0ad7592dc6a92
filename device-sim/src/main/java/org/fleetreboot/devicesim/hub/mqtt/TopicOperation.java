package org.fleetreboot.devicesim.hub.mqtt;

import java.util.Optional;
import org.fleetreboot.devicesim.hub.fault.HubOperation;

/** Which operation a message on a topic belongs to, as faults name it. */
final class TopicOperation {
  private static final String REQUEST_ID = "?$rid=";

  private TopicOperation() {}

  /** What a device does by publishing there; on a topic unknown to the hub it is telemetry. */
  static HubOperation sent(String topic) {
    if (topic.startsWith("$iothub/twin/GET/")) {
      return HubOperation.DEVICE_TWIN_READ;
    }
    if (topic.startsWith("$iothub/twin/PATCH/")) {
      return HubOperation.DEVICE_TWIN_REPORT;
    }
    return topic.startsWith("$iothub/methods/")
        ? HubOperation.DEVICE_METHOD_ANSWER
        : HubOperation.DEVICE_TELEMETRY;
  }

  /** What the hub does of its own accord by publishing there; empty when it answers. */
  static Optional<HubOperation> pushed(String topic) {
    if (topic.startsWith("$iothub/twin/PATCH/")) {
      return Optional.of(HubOperation.DESIRED_PUSH);
    }
    return topic.startsWith("$iothub/methods/")
        ? Optional.of(HubOperation.METHOD_PUSH)
        : Optional.empty();
  }

  /** The id of a request about the twin; empty text when the topic has none. */
  static String requestId(String topic) {
    int start = topic.indexOf(REQUEST_ID);
    return start < 0 ? "" : topic.substring(start + REQUEST_ID.length()).split("&", 2)[0];
  }
}
