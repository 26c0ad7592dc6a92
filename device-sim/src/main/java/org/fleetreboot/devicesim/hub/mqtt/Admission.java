package org.fleetreboot.devicesim.hub.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.jspecify.annotations.Nullable;

/** Whether a CONNECT is let in. */
sealed interface Admission {

  /**
   * Let in.
   *
   * @param expiry when the device's token runs out
   */
  record Accepted(RegisteredDevice device, Instant expiry) implements Admission {}

  /**
   * Turned away with a return code of CONNACK.
   *
   * @param reason for the log; without secrets
   */
  record Refused(MqttConnectReturnCode code, String reason) implements Admission {}

  static Admission of(MqttConnectMessage connect, DeviceSide hub) {
    String clientId = connect.payload().clientIdentifier();
    if (connect.variableHeader().version() != MqttVersion.MQTT_3_1_1.protocolLevel()) {
      return new Refused(
          CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
          "only MQTT 3.1.1 is spoken here, not level " + connect.variableHeader().version());
    }
    if (clientId.isEmpty() || clientId.contains("/")) {
      return new Refused(
          CONNECTION_REFUSED_IDENTIFIER_REJECTED,
          "client id '" + clientId + "' is no device id; modules are not supported");
    }
    if (!namesThisHub(connect.payload().userName(), clientId, hub)) {
      return new Refused(
          CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          "the user name of '" + clientId + "' must be {hub}/" + clientId + "/?api-version=...");
    }
    Optional<RegisteredDevice> device =
        hub.registry().find(clientId).filter(known -> known.identity().enabled());
    byte[] password = connect.payload().passwordInBytes();
    Optional<Instant> expiry =
        password == null
            ? Optional.empty()
            : device.flatMap(
                known ->
                    hub.access()
                        .admitsDevice(
                            new String(password, StandardCharsets.UTF_8),
                            clientId,
                            known.identity().keys()));
    if (device.isEmpty() || expiry.isEmpty()) {
      return new Refused(
          CONNECTION_REFUSED_NOT_AUTHORIZED,
          "'" + clientId + "' is unknown or disabled, or its token is not good for this hub");
    }
    try {
      hub.throttles().admit(Limit.CONNECTIONS);
    } catch (HubRefusal throttled) {
      return new Refused(CONNECTION_REFUSED_SERVER_UNAVAILABLE, throttled.text());
    }
    return new Accepted(device.get(), expiry.get());
  }

  private static boolean namesThisHub(@Nullable String userName, String clientId, DeviceSide hub) {
    if (userName == null) {
      return false;
    }
    String[] parts = userName.split("/", 3);
    return parts.length >= 2 && hub.hosts().include(parts[0]) && parts[1].equals(clientId);
  }
}
