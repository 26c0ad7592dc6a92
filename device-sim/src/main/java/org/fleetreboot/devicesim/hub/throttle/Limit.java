package org.fleetreboot.devicesim.hub.throttle;

import java.time.Duration;

/** The operations that a tier limits. */
public enum Limit {
  /** Metered in steps of 4 KB of the request's payload. */
  METHOD_CALLS("direct method calls", Duration.ofSeconds(1)),
  /** By services and by devices. */
  TWIN_READS("twin reads", Duration.ofSeconds(1)),
  /** By services and by devices, including reports. */
  TWIN_UPDATES("twin updates", Duration.ofSeconds(1)),
  /** Each page counts once. */
  QUERIES("queries", Duration.ofMinutes(1)),
  /** New connections of devices. */
  CONNECTIONS("device connections", Duration.ofSeconds(1)),
  REGISTRY("registry operations", Duration.ofMinutes(1)),
  /** Telemetry. */
  DEVICE_TO_CLOUD("device-to-cloud messages", Duration.ofSeconds(1)),
  CLOUD_TO_DEVICE("cloud-to-device messages", Duration.ofMinutes(1)),
  /** Creating, reading, listing and cancelling jobs. */
  JOBS("job operations", Duration.ofMinutes(1)),
  /** Device operations of jobs; they wait instead of being refused. */
  JOB_DEVICE_OPERATIONS("device operations of jobs", Duration.ofSeconds(1));

  private final String words;
  private final Duration span;

  Limit(String words, Duration span) {
    this.words = words;
    this.span = span;
  }

  String words() {
    return words;
  }

  /** The period of the limit, which is also the allowed burst. */
  Duration span() {
    return span;
  }
}
