package org.fleetreboot.devicesim.hub.parity.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cloud-to-device message as the service sends it. Immutable. */
public final class CloudMessage {
  /** "Cloud-to-device configuration options": the default is one hour, the most two days. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

  private static final Duration MOST_TIME_TO_LIVE = Duration.ofDays(2);

  private final String id;
  private final byte[] payload;
  private final Map<String, String> properties;
  private final Duration timeToLive;

  private CloudMessage(
      String id, byte[] payload, Map<String, String> properties, Duration timeToLive) {
    this.id = id;
    this.payload = payload;
    this.properties = properties;
    this.timeToLive = timeToLive;
  }

  /** A text without properties, with a time to live of one hour. */
  public static CloudMessage of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes without properties, with a time to live of one hour. */
  public static CloudMessage of(byte[] payload) {
    return new CloudMessage("", payload.clone(), Map.of(), DEFAULT_TIME_TO_LIVE);
  }

  /** The same with a message id. */
  public CloudMessage withId(String newId) {
    return new CloudMessage(newId, payload, properties, timeToLive);
  }

  /**
   * The same with an additional property.
   *
   * @param name {@code $.cid}, {@code $.ct}, {@code $.ce} and {@code $.uid} are correlation id,
   *     content type, content encoding and user id; any other is one of the application
   */
  public CloudMessage with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new CloudMessage(id, payload, Collections.unmodifiableMap(more), timeToLive);
  }

  /**
   * The same with another time to live.
   *
   * @param newTimeToLive more than zero, up to two days
   */
  public CloudMessage withTimeToLive(Duration newTimeToLive) {
    if (newTimeToLive.isNegative()
        || newTimeToLive.isZero()
        || newTimeToLive.compareTo(MOST_TIME_TO_LIVE) > 0) {
      throw new IllegalArgumentException(
          "The time to live is more than zero and up to two days, not " + newTimeToLive);
    }
    return new CloudMessage(id, payload, properties, newTimeToLive);
  }

  /** Empty for none. */
  public String id() {
    return id;
  }

  /** A copy of the payload. */
  public byte[] payload() {
    return payload.clone();
  }

  /** In the order in which they were added. */
  public Map<String, String> properties() {
    return properties;
  }

  /** How long it is kept for its device. */
  public Duration timeToLive() {
    return timeToLive;
  }

  /** The size that counts against the limit: payload, names and values. */
  int bytes() {
    int sum = payload.length;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      sum += property.getKey().length() + property.getValue().length();
    }
    return sum;
  }
}
