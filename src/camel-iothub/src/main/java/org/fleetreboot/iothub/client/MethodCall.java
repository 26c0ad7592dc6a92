package org.fleetreboot.iothub.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call of a direct method.
 *
 * @param receiver the device or module
 * @param payload any JSON value as Java: Map, List, String, Number, Boolean or null
 * @param responseTimeout how long the hub waits for the device's answer, 5 to 300 seconds
 * @param connectTimeout how long the hub waits for a device that is not connected, 0 to 300 seconds
 * @param notAfter to be checked on the sending thread, immediately before sending
 */
public record MethodCall(
    DeviceAddress receiver,
    String methodName,
    @Nullable Object payload,
    Duration responseTimeout,
    Duration connectTimeout,
    NotAfter notAfter) {

  /** Refuses timeouts that the hub would refuse. */
  public MethodCall {
    if (methodName.isEmpty()) {
      throw new IllegalArgumentException("The method name is empty.");
    }
    requireSeconds("responseTimeout", responseTimeout, 5);
    requireSeconds("connectTimeout", connectTimeout, 0);
  }

  private static void requireSeconds(String name, Duration value, int min) {
    if (value.compareTo(Duration.ofSeconds(min)) < 0
        || value.compareTo(Duration.ofSeconds(300)) > 0) {
      throw new IllegalArgumentException(
          "%s is %s, but IoT Hub allows %d to 300 seconds.".formatted(name, value, min));
    }
  }
}
