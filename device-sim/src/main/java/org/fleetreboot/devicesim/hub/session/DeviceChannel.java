package org.fleetreboot.devicesim.hub.session;

/**
 * One live connection of a client. Thread-safe; nothing here blocks. Messages leave in the order of
 * the calls. A client that leaves more unread than a hub can hold for it loses its connection.
 */
public interface DeviceChannel {
  /** Queues a message at QoS 0. */
  void publish(String topic, byte[] payload);

  /**
   * Queues a message at QoS 1.
   *
   * @param acknowledged runs at the client's PUBACK; never when the connection ends before
   */
  void publish(String topic, byte[] payload, Runnable acknowledged);

  /** Closes the connection. */
  void close();
}
