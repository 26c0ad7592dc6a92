package org.fleetreboot.engine.view;

import java.time.Instant;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A device in a run, as people see it.
 *
 * @param at when that began, or since when a waiting one is deferred; null while it has not had its
 *     turn
 * @param detail what there is to say about it; null for nothing
 * @param answer what it has answered to its last call; null for nothing so far, or a lost answer
 */
public record DeviceView(
    String device,
    String step,
    DeviceStatus status,
    @Nullable Instant at,
    @Nullable String detail,
    @Nullable Answer answer) {

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
   * What a device answered.
   *
   * @param response its payload as JSON text, cut where it is long; null for none, or none kept
   */
  public record Answer(int status, @Nullable String response) {}
}
