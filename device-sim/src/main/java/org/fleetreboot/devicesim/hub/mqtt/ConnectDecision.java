package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;

/** Whether a CONNECT is let in. */
sealed interface ConnectDecision {
  /**
   * Let in.
   *
   * @param expiry when the client's token runs out
   * @param modelId the model that the client says it is; empty when it says nothing
   */
  record Accepted(RegisteredClient client, Instant expiry, Optional<String> modelId)
      implements ConnectDecision {}

  /**
   * Turned away with a return code of CONNACK.
   *
   * @param reason for the log; without secrets
   */
  record Refused(MqttConnectReturnCode code, String reason) implements ConnectDecision {}
}
