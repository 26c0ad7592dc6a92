package org.fleetreboot.devicesim.hub.mqtt;

import java.util.Optional;
import org.fleetreboot.devicesim.hub.fault.HubOperation;

/** Maps topics to the operations that faults name. */
final class TopicOperation {
  private static final String REQUEST_ID = "?$rid=";

  private TopicOperation() {}

  /** The operation of a message from a device; telemetry for an unknown topic. */
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

  /** The operation of an unsolicited message from the hub; empty for responses. */
  static Optional<HubOperation> pushed(String topic) {
    if (topic.startsWith("$iothub/twin/PATCH/")) {
      return Optional.of(HubOperation.DESIRED_PUSH);
    }
    return topic.startsWith("$iothub/methods/")
        ? Optional.of(HubOperation.METHOD_PUSH)
        : Optional.empty();
  }

  /** The id of a twin request; an empty string if the topic has none. */
  static String requestId(String topic) {
    int start = topic.indexOf(REQUEST_ID);
    return start < 0 ? "" : topic.substring(start + REQUEST_ID.length()).split("&", 2)[0];
  }
}
