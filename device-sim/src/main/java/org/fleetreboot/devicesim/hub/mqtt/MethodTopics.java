package org.fleetreboot.devicesim.hub.mqtt;

import java.util.List;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;

/** Answers to direct methods. */
public final class MethodTopics {
  private final MethodInvoker methods;

  public MethodTopics(MethodInvoker methods) {
    this.methods = methods;
  }

  public List<DeviceTopic> topics() {
    return List.of(
        DeviceTopic.of(
            "Answer a direct method",
            "\\$iothub/methods/res/(-?\\d{1,10})/\\?\\$rid=([^&]+)",
            this::answered));
  }

  private void answered(PublishedMessage message) {
    methods.answered(
        message.client().clientId(), message.group(2), status(message.group(1)), message.payload());
  }

  /** Any int32: devices and their callers define its meaning. */
  private static int status(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw HubRefusal.invalid("A method's status must be a 32-bit integer, not " + digits + ".");
    }
  }
}
