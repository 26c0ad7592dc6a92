package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the devices of one group are called and confirmed; frozen when the step starts.
 *
 * @param method the direct method
 * @param payloadHash SHA-256 of its payload in hex, null for none; the payload itself stays in the
 *     route and out of the journal
 * @param marker where the boot marker is reported
 * @param confirm what proves the reboot
 * @param confirmWithin how long after the answer a device may take to report
 * @param attempts how often a device that is proved offline is called at most, from 1
 * @param responseTimeout how long the device may take to answer; IoT Hub allows 5 to 300 s
 * @param connectTimeout how long the hub waits for a device to connect; IoT Hub allows 0 to 300 s
 * @param unlessRebootedWithin do not call if the hub's stamp says that the marker changed less than
 *     this long ago; null to call anyway
 * @param quarantineAfter do not call a device that failed in this many runs in a row, from 1; null
 *     to call it anyway
 * @param again whether a device that this run has already called may be called once more
 * @param stayUp how long a device must stay up after it has come back; null if it need not
 * @param busy which answers mean that a device is busy
 * @param keepResponse whether to keep the payload of a device's answer, besides its status
 */
@RecordBuilder
public record CallOptions(
    String method,
    @Nullable String payloadHash,
    MarkerPath marker,
    ConfirmBy confirm,
    Duration confirmWithin,
    int attempts,
    Duration responseTimeout,
    Duration connectTimeout,
    @Nullable Duration unlessRebootedWithin,
    @Nullable Integer quarantineAfter,
    boolean again,
    @Nullable Duration stayUp,
    BusyRule busy,
    boolean keepResponse) {

  /** The defaults. */
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
          null,
          false,
          null,
          BusyRule.DEFAULT,
          true);

  public CallOptions {
    // What IoT Hub accepts as a method name.
    if (method.isEmpty() || method.length() > 128 || !method.matches("[^$. ]+")) {
      throw new IllegalArgumentException(
          "invalid method name '" + method + "'; use 1 to 128 characters without $, dot or space.");
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
    if (quarantineAfter != null && quarantineAfter < 1) {
      throw new IllegalArgumentException(
          "quarantineAfter is " + quarantineAfter + "; give 1 or more, or omit it.");
    }
    if (stayUp != null) {
      DurationRange.ofSeconds(1, Duration.ofDays(1).toSeconds()).require("stayUp", stayUp);
    }
  }

  /** How long after the intent a call may still be sent; ample, because a slot is free. */
  public Duration sendWithin() {
    return Duration.ofSeconds(10);
  }

  /** A builder that starts with these options. */
  public CallOptionsBuilder with() {
    return CallOptionsBuilder.builder(this);
  }
}
