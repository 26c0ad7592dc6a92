package org.fleetreboot.journal.view;

import java.time.Instant;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A device in a run, as people see it.
 *
 * @param device its id, which is unique within its hub
 * @param at when its status began; null if it has not had its turn, unless it is deferred
 * @param detail more about it, for people; null for nothing
 * @param answer its answer to its last call; null if it has not answered, or the answer was lost
 * @param backLateAt when it was back after its outcome; null if it was not
 */
public record DeviceView(
    String hub,
    String device,
    String step,
    DeviceStatus status,
    @Nullable Instant at,
    @Nullable String detail,
    @Nullable Answer answer,
    @Nullable Instant backLateAt) {

  /** A device that has not answered, and was not back late. */
  public DeviceView(
      String hub,
      String device,
      String step,
      DeviceStatus status,
      @Nullable Instant at,
      @Nullable String detail) {
    this(hub, device, step, status, at, detail, null, null);
  }

  /**
   * The answer of a device.
   *
   * @param response the payload as JSON text, truncated if it is long; null if there is none, or it
   *     is not kept
   */
  public record Answer(int status, @Nullable String response) {}
}
