package org.fleetreboot.devicesim.hub.parity.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/** A device-to-cloud message. Immutable. */
public final class TelemetryMessage {
  private final ClientId sender;
  private final Instant enqueued;
  private final Map<String, String> properties;
  private final byte[] payload;

  /** A received message; it owns the payload. */
  public TelemetryMessage(
      ClientId sender, Instant enqueued, Map<String, String> properties, byte[] payload) {
    this.sender = sender;
    this.enqueued = enqueued;
    this.properties = Map.copyOf(properties);
    this.payload = payload;
  }

  public String device() {
    return sender.device();
  }

  /** The module on the device that sent it; null for the device itself. */
  public @Nullable String module() {
    return sender.module();
  }

  /** When it was received. */
  public Instant enqueued() {
    return enqueued;
  }

  /** Includes system properties, as in the topic: {@code $.mid}, {@code $.ct}. */
  public Map<String, String> properties() {
    return properties;
  }

  /** A copy of the payload. */
  public byte[] payload() {
    return payload.clone();
  }

  /** The payload as UTF-8. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  int bytes() {
    return payload.length;
  }

  @Override
  public String toString() {
    return "TelemetryMessage[" + sender + ", " + properties + ", " + payload.length + " bytes]";
  }
}
