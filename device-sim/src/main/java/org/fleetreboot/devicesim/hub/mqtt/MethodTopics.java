package org.fleetreboot.devicesim.hub.mqtt;

import java.util.List;
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
            "\\$iothub/methods/res/(\\d{3})/\\?\\$rid=([^&]+)",
            this::answered));
  }

  private void answered(DeviceMessage message) {
    methods.answered(
        message.client().clientId(),
        message.group(2),
        Integer.parseInt(message.group(1)),
        message.payload());
  }
}
