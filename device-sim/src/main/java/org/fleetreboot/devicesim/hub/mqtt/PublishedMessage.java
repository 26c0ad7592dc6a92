package org.fleetreboot.devicesim.hub.mqtt;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSession;

/** A message published by a client. */
public final class PublishedMessage {
  private final RegisteredClient client;
  private final DeviceSession session;
  private final DeviceChannel channel;
  private final MatchResult topic;
  private final byte[] payload;
  private final boolean retain;
  private final boolean isWill;
  private final Consumer<Runnable> answers;

  PublishedMessage(
      RegisteredClient client,
      DeviceSession session,
      DeviceChannel channel,
      MatchResult topic,
      byte[] payload,
      boolean retain,
      boolean isWill,
      Consumer<Runnable> answers) {
    this.client = client;
    this.session = session;
    this.channel = channel;
    this.topic = topic;
    this.payload = payload;
    this.retain = retain;
    this.isWill = isWill;
    this.answers = answers;
  }

  public RegisteredClient client() {
    return client;
  }

  public DeviceSession session() {
    return session;
  }

  /** The match of a group in the topic's pattern; null if it did not participate. */
  public String group(int group) {
    return topic.group(group);
  }

  public byte[] payload() {
    return payload;
  }

  /** The RETAIN flag, which IoT Hub does not support. */
  public boolean retain() {
    return retain;
  }

  /** Whether it is the will of a client that lost its connection. */
  public boolean isWill() {
    return isWill;
  }

  /** Closes the connection on which it was received. */
  public void cutConnection() {
    channel.close();
  }

  /** Publishes a response, after the delay that its client needs. */
  public void answer(String answerTopic, byte[] body) {
    answers.accept(() -> channel.publish(answerTopic, body));
  }
}
