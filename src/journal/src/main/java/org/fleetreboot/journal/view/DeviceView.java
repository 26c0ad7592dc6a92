package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A device in a run, as people see it.
 *
 * @param at when its status began; null if it has not had its turn, unless it is deferred
 * @param detail more about it, for people; null for nothing
 * @param answer its answer to its last call; null if it has not answered, or the answer was lost
 */
public record DeviceView(
    String device,
    String step,
    DeviceStatus status,
    @Nullable Instant at,
    @Nullable String detail,
    @Nullable Answer answer) {

  private static final Pattern BACK_LATE =
      Pattern.compile("confirmed late at (\\S+?Z)(; .*)?", Pattern.DOTALL);

  /** What {@link #detail} says of a device that was back after its outcome; notes may follow. */
  public static String backLate(Instant at) {
    return "confirmed late at " + at;
  }

  /** When the device was back after its outcome; null if it was not. */
  public @Nullable Instant backLateAt() {
    Matcher late = BACK_LATE.matcher(detail == null ? "" : detail);
    return late.matches() ? Instant.parse(late.group(1)) : null;
  }

  /** A device that has not answered. */
  public DeviceView(
      String device,
      String step,
      DeviceStatus status,
      @Nullable Instant at,
      @Nullable String detail) {
    this(device, step, status, at, detail, null);
  }

  /**
   * The answer of a device.
   *
   * @param response the payload as JSON text, truncated if it is long; null if there is none, or it
   *     is not kept
   */
  public record Answer(int status, @Nullable String response) {}
}
