package org.fleetreboot.devicesim.hub.session;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** The session of every device and module that ever connected. Thread-safe. */
public final class DeviceSessions {
  private final Map<ClientId, DeviceSession> sessions = new ConcurrentHashMap<>();

  public DeviceSession of(ClientId client) {
    return sessions.computeIfAbsent(client, id -> new DeviceSession());
  }

  /** The persistent subscriptions of a client; empty if it never connected. */
  public Set<Subscription> kept(ClientId client) {
    DeviceSession session = sessions.get(client);
    return session == null ? Set.of() : session.keptSubscriptions();
  }

  /** Removes a client's session and closes its connection. */
  public void remove(ClientId client) {
    Optional.ofNullable(sessions.remove(client))
        .flatMap(DeviceSession::connected)
        .ifPresent(DeviceChannel::close);
  }

  /** Closes a client's connection and keeps its session; false if it was not connected. */
  public boolean disconnect(ClientId client) {
    Optional<DeviceChannel> channel =
        Optional.ofNullable(sessions.get(client)).flatMap(DeviceSession::connected);
    channel.ifPresent(DeviceChannel::close);
    return channel.isPresent();
  }
}
