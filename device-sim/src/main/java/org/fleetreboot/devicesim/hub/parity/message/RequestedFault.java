package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * A telemetry message by which the tests of Microsoft's SDKs ask the hub for a fault, in its
 * properties {@code AzIoTHub_FaultOperationType} and {@code AzIoTHub_FaultOperationDelayInSecs}.
 *
 * @param type as it is written
 * @param delay how long after the message the fault strikes
 */
record RequestedFault(String type, Duration delay) {
  /** The types that there are over MQTT here: each ends the connection, without a word. */
  static final Set<String> CUTS = Set.of("KillTcp", "ShutDownMqtt");

  private static final String TYPE = "AzIoTHub_FaultOperationType";
  private static final String DELAY = "AzIoTHub_FaultOperationDelayInSecs";
  private static final int LONGEST_SECONDS = 86_400;

  /**
   * Reads the properties of a message; empty when it asks for no fault.
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

  /** Whether this hub does what is asked for. */
  boolean cutsConnection() {
    return CUTS.contains(type);
  }
}
