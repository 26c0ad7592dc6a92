package org.fleetreboot.workflow.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the devices of one group are rebooted; frozen when the step starts.
 *
 * @param method the direct method
 * @param payloadHash SHA-256 of its payload in hex, null for none: the payload itself stays with
 *     the route and out of the journal
 * @param marker where the boot marker is reported
 * @param confirmBy what proves the reboot
 * @param confirmWithin how long after the answer a device may take to report
 * @param attempts how often a device that is proved offline is called at most, from 1
 * @param responseTimeout how long the device may take to answer; IoT Hub takes 5 to 300 s
 * @param connectTimeout how long the hub waits for a device to connect; IoT Hub takes 0 to 300 s
 * @param unlessRebootedWithin no call when the hub's stamp says that the marker changed less than
 *     this ago; null to call anyway
 * @param again whether a device that this run has called already may be called once more
 * @param stayUp how long a device has to stay up after it has come back; null for not at all
 * @param busy what a device answers that is to be called again later
 * @param keepResponse whether the payload of a device's answer is kept, not its status alone
 */
public record CallOptions(
    String method,
    @Nullable String payloadHash,
    MarkerPath marker,
    ConfirmBy confirmBy,
    Duration confirmWithin,
    int attempts,
    Duration responseTimeout,
    Duration connectTimeout,
    @Nullable Duration unlessRebootedWithin,
    boolean again,
    @Nullable Duration stayUp,
    BusyRule busy,
    boolean keepResponse) {

  /** The callOptions that hold where a group names no others. */
  public static final CallOptions DEFAULT =
      new CallOptions(
          "rebootDevice",
          null,
          new MarkerPath("rebootTime"),
          ConfirmBy.VALUE,
          Duration.ofMinutes(10),
          1,
          Duration.ofSeconds(30),
          Duration.ZERO,
          null,
          false,
          null);

  /** Terms that leave to the default what a busy device answers, and what is kept of an answer. */
  public CallOptions(
      String method,
      @Nullable String payloadHash,
      MarkerPath marker,
      ConfirmBy confirmBy,
      Duration confirmWithin,
      int attempts,
      Duration responseTimeout,
      Duration connectTimeout,
      @Nullable Duration unlessRebootedWithin,
      boolean again,
      @Nullable Duration stayUp) {
    this(
        method,
        payloadHash,
        marker,
        confirmBy,
        confirmWithin,
        attempts,
        responseTimeout,
        connectTimeout,
        unlessRebootedWithin,
        again,
        stayUp,
        BusyRule.DEFAULT,
        true);
  }

  public CallOptions {
    // 128 characters, none of these: what IoT Hub takes as a method name.
    if (method.isEmpty() || method.length() > 128 || !method.matches("[^$. ]+")) {
      throw new IllegalArgumentException(
          "'" + method + "' is no method name: 1 to 128 characters without $, dot or space.");
    }
    DurationRange.upToAWeek(Duration.ofSeconds(1)).require("confirmWithin", confirmWithin);
    DurationRange.ofSeconds(5, 300).require("responseTimeout", responseTimeout);
    DurationRange.ofSeconds(0, 300).require("connectTimeout", connectTimeout);
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts is " + attempts + "; give 1 to 100.");
    }
    if (unlessRebootedWithin != null) {
      DurationRange.upToAYear(Duration.ofMillis(1))
          .require("unlessRebootedWithin", unlessRebootedWithin);
    }
    if (stayUp != null) {
      DurationRange.ofSeconds(1, Duration.ofDays(1).toSeconds()).require("stayUp", stayUp);
    }
  }

  /** How long after the intent a call may still be sent: a slot is free, so this is ample. */
  public Duration sendWithin() {
    return Duration.ofSeconds(10);
  }

  /** The same callOptions for another payload. */
  public CallOptions withPayloadHash(@Nullable String hash) {
    return new CallOptions(
        method,
        hash,
        marker,
        confirmBy,
        confirmWithin,
        attempts,
        responseTimeout,
        connectTimeout,
        unlessRebootedWithin,
        again,
        stayUp,
        busy,
        keepResponse);
  }
}
