package org.fleetreboot.devicesim.hub.mqtt;

import java.util.regex.MatchResult;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSession;

/** A message that a client has published. */
public final class DeviceMessage {
  private final RegisteredClient client;
  private final DeviceSession session;
  private final DeviceChannel channel;
  private final MatchResult topic;
  private final byte[] payload;

  DeviceMessage(
      RegisteredClient client,
      DeviceSession session,
      DeviceChannel channel,
      MatchResult topic,
      byte[] payload) {
    this.client = client;
    this.session = session;
    this.channel = channel;
    this.topic = topic;
    this.payload = payload;
  }

  RegisteredClient client() {
    return client;
  }

  DeviceSession session() {
    return session;
  }

  DeviceChannel channel() {
    return channel;
  }

  /** What a group of the topic's pattern has found; null when it took no part. */
  String group(int group) {
    return topic.group(group);
  }

  byte[] payload() {
    return payload;
  }
}
