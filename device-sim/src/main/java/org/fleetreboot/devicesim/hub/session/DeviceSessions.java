package org.fleetreboot.devicesim.hub.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The session of every device that ever connected, by device id. Thread-safe. */
public final class DeviceSessions {
  private final Map<String, DeviceSession> sessions = new ConcurrentHashMap<>();

  public DeviceSession of(String deviceId) {
    return sessions.computeIfAbsent(deviceId, id -> new DeviceSession());
  }

  /** Drops a device's session and closes its connection. */
  public void remove(String deviceId) {
    Optional.ofNullable(sessions.remove(deviceId))
        .flatMap(DeviceSession::connected)
        .ifPresent(DeviceChannel::close);
  }

  /** Closes a device's connection and keeps the session; false when it was not connected. */
  public boolean disconnect(String deviceId) {
    Optional<DeviceChannel> channel =
        Optional.ofNullable(sessions.get(deviceId)).flatMap(DeviceSession::connected);
    channel.ifPresent(DeviceChannel::close);
    return channel.isPresent();
  }
}
