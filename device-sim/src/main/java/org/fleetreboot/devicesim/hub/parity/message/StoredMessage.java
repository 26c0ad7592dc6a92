package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * A queued message in its stored form.
 *
 * @param messageId empty for none
 * @param payload in base64
 */
public record StoredMessage(
    String deviceId,
    String messageId,
    String payload,
    Map<String, String> properties,
    Instant expiry,
    int deliveries) {
  static StoredMessage of(String device, QueuedMessage queued) {
    return new StoredMessage(
        device,
        queued.message.id(),
        Base64.getEncoder().encodeToString(queued.message.payload()),
        queued.message.properties(),
        queued.expiry,
        queued.deliveries);
  }

  QueuedMessage queued() {
    CloudMessage message = CloudMessage.of(Base64.getDecoder().decode(payload)).withId(messageId);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      message = message.with(property.getKey(), property.getValue());
    }
    return new QueuedMessage(message, expiry, deliveries);
  }
}
