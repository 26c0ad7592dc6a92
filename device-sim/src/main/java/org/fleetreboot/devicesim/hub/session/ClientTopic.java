package org.fleetreboot.devicesim.hub.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.identity.PathSegments;

/**
 * Topics that carry the id of a client, {@code devices/{id}/...}. MQTT forbids {@code #} and {@code
 * +} in the name of a topic, so an id may be percent-encoded there.
 */
public final class ClientTopic {
  private ClientTopic() {}

  /**
   * The complete topic of a path below a client; ids are percent-encoded where MQTT requires it.
   */
  public static String of(ClientId client, String local) {
    StringBuilder topic = new StringBuilder();
    for (String segment : client.path()) {
      boolean plain = segment.indexOf('#') < 0 && segment.indexOf('+') < 0;
      topic
          .append(plain ? segment : URLEncoder.encode(segment, StandardCharsets.UTF_8))
          .append('/');
    }
    return topic.append(local).toString();
  }

  /**
   * A topic without the path of its client: {@code messages/events/} of {@code
   * devices/{id}/messages/events/}. A topic under {@code $iothub/} stays as it is.
   *
   * @return empty for a topic of another client, or without a client
   */
  public static Optional<String> local(String topic, ClientId client) {
    if (topic.startsWith("$iothub/")) {
      return Optional.of(topic);
    }
    List<String> segments = Arrays.asList(topic.split("/", -1));
    List<String> own = client.path();
    return segments.size() > own.size() && PathSegments.startsWith(segments, own)
        ? Optional.of(String.join("/", segments.subList(own.size(), segments.size())))
        : Optional.empty();
  }
}
