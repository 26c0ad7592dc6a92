package org.fleetreboot.devicesim.hub.session;

/**
 * The current connection of a client. Thread-safe and non-blocking. Messages are sent in the order
 * of the calls. A client with too much unread data is disconnected.
 */
public interface DeviceChannel {
  /** Queues a message at QoS 0. */
  void publish(String topic, byte[] payload);

  /**
   * Queues a message at QoS 1.
   *
   * @param acknowledged called on the client's PUBACK; never if the connection ends first
   */
  void publish(String topic, byte[] payload, Runnable acknowledged);

  /** Closes the connection. */
  void close();
}
