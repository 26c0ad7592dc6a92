package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;

/** Whether a CONNECT is accepted. */
sealed interface ConnectDecision {
  /**
   * Let in.
   *
   * @param expiry when the client's token expires
   * @param modelId the model that the client announces; empty if none
   */
  record Accepted(RegisteredClient client, Instant expiry, Optional<String> modelId)
      implements ConnectDecision {}

  /**
   * Refused with a CONNACK return code.
   *
   * @param reason for the log; without secrets
   */
  record Refused(MqttConnectReturnCode code, String reason) implements ConnectDecision {}
}
