package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * A fault that the tests of Microsoft's SDKs request with a telemetry message, in its properties
 * {@code AzIoTHub_FaultOperationType} and {@code AzIoTHub_FaultOperationDelayInSecs}.
 *
 * @param type as written in the property
 * @param delay how long after the message the fault strikes
 */
record RequestedFault(String type, Duration delay) {
  /** The supported types over MQTT: each closes the connection without DISCONNECT. */
  static final Set<String> CUTS = Set.of("KillTcp", "ShutDownMqtt");

  private static final String TYPE = "AzIoTHub_FaultOperationType";
  private static final String DELAY = "AzIoTHub_FaultOperationDelayInSecs";
  private static final int LONGEST_SECONDS = 86_400;

  /**
   * Reads the properties of a message; empty if it requests no fault.
   *
   * @throws HubRefusal 400004 when the delay is not 0 to 86,400 seconds
   */
  static Optional<RequestedFault> of(Map<String, String> properties) {
    return Optional.ofNullable(properties.get(TYPE))
        .map(type -> new RequestedFault(type, delay(properties.getOrDefault(DELAY, "0"))));
  }

  private static Duration delay(String text) {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 0 && seconds <= LONGEST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw HubRefusal.invalid(
        DELAY + " must be 0 to " + LONGEST_SECONDS + " seconds, not '" + text + "'.");
  }

  /** Whether this hub supports the fault. */
  boolean cutsConnection() {
    return CUTS.contains(type);
  }
}
