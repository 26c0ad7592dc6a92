package org.fleetreboot.devicesim.hub.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The place in a result after which the next page begins: the last device's id, tied to its query.
 */
final class Continuation {
  private Continuation() {}

  static String after(String deviceId, String query) {
    String text = tag(query) + " " + deviceId;
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The id after which to go on, or a refusal when the token is not one of this query. */
  static String read(String token, String query) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String prefix = tag(query) + " ";
      if (text.startsWith(prefix)) {
        return text.substring(prefix.length());
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like the token of another query.
    }
    throw HubRefusal.invalid("x-ms-continuation is not a token of this query.");
  }

  private static String tag(String query) {
    return Integer.toHexString(query.hashCode());
  }
}
