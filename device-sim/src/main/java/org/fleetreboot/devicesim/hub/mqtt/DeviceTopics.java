package org.fleetreboot.devicesim.hub.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.session.ClientTopic;

/** The topics on which clients may publish. Immutable. */
public final class DeviceTopics {
  private final List<DeviceTopic> topics;

  public DeviceTopics(List<DeviceTopic> topics) {
    this.topics = List.copyOf(topics);
  }

  /** A known topic with the match of its pattern. */
  record Found(MatchResult match, Consumer<PublishedMessage> handler) {}

  /** Finds the handler of a topic; empty if the client may not publish there. */
  Optional<Found> find(String topic, ClientId client) {
    return ClientTopic.local(topic, client).flatMap(this::known);
  }

  private Optional<Found> known(String local) {
    for (DeviceTopic topic : topics) {
      Matcher matcher = topic.pattern().matcher(local);
      if (matcher.matches()) {
        return Optional.of(new Found(matcher.toMatchResult(), topic.handler()));
      }
    }
    return Optional.empty();
  }
}
