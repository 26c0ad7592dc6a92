package org.fleetreboot.devicesim.hub.network;

import java.time.Duration;

/**
 * Limits on the time that clients may take, and on their number. In real time.
 *
 * @param handshake from connecting to the end of the TLS handshake
 * @param connect from connecting to a complete CONNECT
 * @param request from the first byte of an HTTP request to its last
 * @param linger how long to keep reading an oversized body: after a reset, a client that is still
 *     sending would not see the answer
 * @param restConnections maximum open connections on all REST ports
 * @param deviceConnections maximum open connections on all MQTT ports
 */
public record NetworkLimits(
    Duration handshake,
    Duration connect,
    Duration request,
    Duration linger,
    int restConnections,
    int deviceConnections) {
  /** Longer than any SDK waits, because a hub may share a busy machine with its clients. */
  public static final NetworkLimits DEFAULT =
      new NetworkLimits(
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5),
          10_000,
          100_000);
}
