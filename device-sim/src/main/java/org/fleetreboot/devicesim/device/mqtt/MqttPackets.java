package org.fleetreboot.devicesim.device.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import org.fleetreboot.devicesim.device.DeviceConnectionString;

/** Creates the MQTT 3.1.1 packets of a device, like Microsoft's SDKs. */
final class MqttPackets {

  /** In seconds, as in Microsoft's SDKs. */
  static final int KEEP_ALIVE_SECONDS = 230;

  /** The packet id of the only SUBSCRIBE; publishes take the ids after it. */
  static final int SUBSCRIBE_ID = 1;

  private static final String API_VERSION = "2021-04-12";

  private MqttPackets() {}

  /** Resumes the session, so that the subscriptions survive a reboot. */
  static MqttMessage connect(DeviceConnectionString device, String password) {
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_3_1_1)
        .clientId(device.deviceId())
        .cleanSession(false)
        .keepAlive(KEEP_ALIVE_SECONDS)
        .username(device.hostName() + "/" + device.deviceId() + "/?api-version=" + API_VERSION)
        .password(password.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** Subscribes to method calls and twin responses. */
  static MqttMessage subscribe() {
    return MqttMessageBuilders.subscribe()
        .messageId(SUBSCRIBE_ID)
        .addSubscription(MqttQoS.AT_MOST_ONCE, HubTopic.METHOD_CALLS)
        .addSubscription(MqttQoS.AT_MOST_ONCE, HubTopic.TWIN_ANSWERS)
        .build();
  }

  static MqttMessage publish(int packetId, String topic, byte[] payload) {
    return MqttMessageBuilders.publish()
        .messageId(packetId)
        .topicName(topic)
        .qos(MqttQoS.AT_LEAST_ONCE)
        .retained(false)
        .payload(Unpooled.wrappedBuffer(payload))
        .build();
  }

  static MqttMessage acknowledge(int packetId) {
    return MqttMessageBuilders.pubAck().packetId(packetId).build();
  }
}
