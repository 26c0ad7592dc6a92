package org.fleetreboot.devicesim.hub.network;

import java.time.Duration;

/**
 * How long a client may take, and how many there may be. In real time.
 *
 * @param handshake from the connection to the end of the TLS handshake
 * @param connect from the connection to a whole CONNECT
 * @param request from the first byte of an HTTP request to its last
 * @param linger how long what is left of a body that is too large is read: a client that still
 *     sends would not see an answer after a reset
 * @param restConnections open at once on the ports of the REST API together
 * @param deviceConnections open at once on the ports of MQTT together
 */
public record NetworkLimits(
    Duration handshake,
    Duration connect,
    Duration request,
    Duration linger,
    int restConnections,
    int deviceConnections) {
  /** Longer than any SDK waits: a hub that shares a busy machine with its clients is slow, too. */
  public static final NetworkLimits DEFAULT =
      new NetworkLimits(
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5),
          10_000,
          100_000);
}
