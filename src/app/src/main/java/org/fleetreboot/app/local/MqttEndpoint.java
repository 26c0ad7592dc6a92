package org.fleetreboot.app.local;

import java.net.InetSocketAddress;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;

/**
 * Where devices connect to a hub.
 *
 * @param encrypted TLS, or the plain port of a local hub
 */
record MqttEndpoint(String host, int port, boolean encrypted) {
  /** The port of MQTT over TLS, the only one that Microsoft's device SDKs support. */
  static final int MQTTS = 8883;

  static MqttEndpoint tls(String host, int port) {
    return new MqttEndpoint(host, port, true);
  }

  /** Without TLS. */
  static MqttEndpoint plain(String host, int port) {
    return new MqttEndpoint(host, port, false);
  }

  /** Whether Microsoft's SDK can connect to it. */
  boolean isForTheSdk() {
    return encrypted && port == MQTTS;
  }

  SwarmOptions swarm() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    return encrypted ? SwarmOptions.tls(address) : SwarmOptions.plain(address);
  }
}
