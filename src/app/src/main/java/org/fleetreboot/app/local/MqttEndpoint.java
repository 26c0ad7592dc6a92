package org.fleetreboot.app.local;

import java.net.InetSocketAddress;
import org.fleetreboot.devicesim.device.SwarmOptions;

/**
 * Where a hub takes devices.
 *
 * @param encrypted TLS, or the plain port of a local hub
 */
record MqttEndpoint(String host, int port, boolean encrypted) {
  /** The port of MQTT over TLS, which Microsoft's device SDKs know as the only one. */
  static final int MQTTS = 8883;

  static MqttEndpoint tls(String host, int port) {
    return new MqttEndpoint(host, port, true);
  }

  /** Without TLS. */
  static MqttEndpoint plain(String host, int port) {
    return new MqttEndpoint(host, port, false);
  }

  /** Whether Microsoft's SDK gets there. */
  boolean isForTheSdk() {
    return encrypted && port == MQTTS;
  }

  SwarmOptions swarm() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    return encrypted ? SwarmOptions.tls(address) : SwarmOptions.plain(address);
  }
}
