package org.fleetreboot.devicesim.hub.session;

/** One live connection of a device. Thread-safe; nothing here blocks. */
public interface DeviceChannel {
  /** Queues a message at QoS 0. Messages leave in the order of the calls. */
  void publish(String topic, byte[] payload);

  /** Closes the connection. */
  void close();
}
