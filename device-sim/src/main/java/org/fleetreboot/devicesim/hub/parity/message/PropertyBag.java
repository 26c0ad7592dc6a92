package org.fleetreboot.devicesim.hub.parity.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.PathSegments;

/**
 * Properties at the end of a topic, {@code name=value&name=value}, each percent-encoded. The names
 * of system properties begin with {@code $.}: {@code $.mid} is the message id.
 */
public final class PropertyBag {
  private PropertyBag() {}

  /**
   * Reads a bag. A name without a value has an empty value; for a duplicate name the last value
   * counts.
   *
   * @throws HubRefusal 400004 when it is not properly percent-encoded, or a name is empty
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    String bag = text.startsWith("?") ? text.substring(1) : text;
    if (bag.endsWith("/")) {
      bag = bag.substring(0, bag.length() - 1);
    }
    if (bag.isEmpty()) {
      return properties;
    }
    for (String property : bag.split("&", -1)) {
      int equals = property.indexOf('=');
      String name = decoded(equals < 0 ? property : property.substring(0, equals));
      if (name.isEmpty()) {
        throw HubRefusal.invalid("A property in '" + text + "' has no name.");
      }
      properties.put(name, equals < 0 ? "" : decoded(property.substring(equals + 1)));
    }
    return properties;
  }

  /** Writes a property bag in the order of the map. */
  public static String write(Map<String, String> properties) {
    StringJoiner bag = new StringJoiner("&");
    properties.forEach((name, value) -> bag.add(encoded(name) + "=" + encoded(value)));
    return bag.toString();
  }

  private static String decoded(String text) {
    try {
      return PathSegments.decoded(text);
    } catch (IllegalArgumentException e) {
      throw HubRefusal.invalid("'" + text + "' is not properly percent-encoded.");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
