package org.fleetreboot.devicesim.hub.mqtt;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A topic on which clients publish, with its handler.
 *
 * @param name a description of what clients do there
 * @param pattern of the whole topic, without {@code devices/{id}/}
 * @param handler runs on the event loop of the connection and must not block
 */
public record DeviceTopic(String name, Pattern pattern, Consumer<PublishedMessage> handler) {
  public static DeviceTopic of(String name, String pattern, Consumer<PublishedMessage> handler) {
    return new DeviceTopic(name, Pattern.compile(pattern), handler);
  }
}
