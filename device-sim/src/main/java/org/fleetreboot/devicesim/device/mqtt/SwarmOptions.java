package org.fleetreboot.devicesim.device.mqtt;

import java.net.InetSocketAddress;

/**
 * How a swarm reaches its hub.
 *
 * @param address the hub's MQTT address
 * @param encrypted whether to use TLS; false for a local hub's plain port
 * @param threads number of event loops; two are enough for ten thousand devices
 * @param connectsPerSecond new connections per second, including reconnects after a reboot; 0 for
 *     no limit
 */
public record SwarmOptions(
    InetSocketAddress address, boolean encrypted, int threads, double connectsPerSecond) {

  public SwarmOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("a swarm needs at least one thread, not " + threads);
    }
    if (!(connectsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "connects per second must be 0 or more, not " + connectsPerSecond);
    }
  }

  /** Over TLS, on two threads, as fast as the hub accepts them. */
  public static SwarmOptions tls(InetSocketAddress address) {
    return new SwarmOptions(address, true, 2, 0);
  }

  /** Without TLS, on two threads, as fast as the hub accepts them. */
  public static SwarmOptions plain(InetSocketAddress address) {
    return new SwarmOptions(address, false, 2, 0);
  }

  public SwarmOptions connectingAtMost(double perSecond) {
    return new SwarmOptions(address, encrypted, threads, perSecond);
  }

  public SwarmOptions onThreads(int count) {
    return new SwarmOptions(address, encrypted, count, connectsPerSecond);
  }
}
