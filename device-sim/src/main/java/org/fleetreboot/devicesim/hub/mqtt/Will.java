package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.session.ClientTopic;

/**
 * The will of a client. It must be a device-to-cloud message ("Use MQTT to communicate with IoT
 * Hub", will messages).
 */
final class Will {
  private final String topic;
  private final byte[] payload;
  private final boolean retain;

  private Will(String topic, byte[] payload, boolean retain) {
    this.topic = topic;
    this.payload = payload;
    this.retain = retain;
  }

  String topic() {
    return topic;
  }

  byte[] payload() {
    return payload;
  }

  boolean retain() {
    return retain;
  }

  /** The will in a CONNECT; empty if there is none. */
  static Optional<Will> of(MqttConnectMessage connect) {
    return connect.variableHeader().isWillFlag()
        ? Optional.of(
            new Will(
                connect.payload().willTopic(),
                connect.payload().willMessageInBytes(),
                connect.variableHeader().isWillRetain()))
        : Optional.empty();
  }

  /** Whether it is a device-to-cloud message of the client. */
  boolean isTelemetryOf(ClientId client) {
    return ClientTopic.local(topic, client)
        .filter(local -> local.startsWith("messages/events/"))
        .isPresent();
  }
}
