package org.fleetreboot.devicesim.hub.fault;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a fault can strike. */
public enum HubOperation {
  /** A service client invokes a method. */
  METHOD("method"),
  /** A service client reads a twin. */
  TWIN_READ("twin-read"),
  /** A service client changes a twin. */
  TWIN_UPDATE("twin-update"),
  /** A service client requests a page of a query. */
  QUERY("query"),
  /** A service client reads or writes identities. */
  REGISTRY("registry"),
  /** A service client creates, reads or cancels a job. */
  JOB("job"),
  /** A service client sends a message to a device. */
  CLOUD_TO_DEVICE("cloud-to-device"),
  /** A device opens a TCP connection to a TLS port. */
  DEVICE_TLS("device-tls"),
  /** A device sends CONNECT. */
  DEVICE_CONNECT("device-connect"),
  /** A device sends telemetry. */
  DEVICE_TELEMETRY("device-telemetry"),
  /** A device answers a method. */
  DEVICE_METHOD_ANSWER("device-method-answer"),
  /** A device requests its twin. */
  DEVICE_TWIN_READ("device-twin-read"),
  /** A device reports properties. */
  DEVICE_TWIN_REPORT("device-twin-report"),
  /** The hub sends new desired properties to a device. */
  DESIRED_PUSH("desired-push"),
  /** The hub sends a method call to a device. */
  METHOD_PUSH("method-push");

  private final String word;

  HubOperation(String word) {
    this.word = word;
  }

  /**
   * The operation with this word.
   *
   * @throws IllegalArgumentException if there is no such operation
   */
  static HubOperation named(String word) {
    return Stream.of(values())
        .filter(operation -> operation.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown operation '"
                        + word
                        + "'; use one of: "
                        + Stream.of(values())
                            .map(HubOperation::word)
                            .collect(Collectors.joining(", "))));
  }

  /** Its name in scenario files and the control API. */
  public String word() {
    return word;
  }
}
