package org.fleetreboot.devicesim.hub.mqtt;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSession;

/** A message that a client has published. */
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

  /** What a group of the topic's pattern has found; null when it took no part. */
  public String group(int group) {
    return topic.group(group);
  }

  public byte[] payload() {
    return payload;
  }

  /** Whether it asks to be kept for those who come later, which IoT Hub does not do. */
  public boolean retain() {
    return retain;
  }

  /** Whether it was left behind by a client that lost its connection. */
  public boolean isWill() {
    return isWill;
  }

  /** Ends the connection over which it came. */
  public void cutConnection() {
    channel.close();
  }

  /** Publishes an answer, not sooner than its client can take it. */
  public void answer(String answerTopic, byte[] body) {
    answers.accept(() -> channel.publish(answerTopic, body));
  }
}
