package org.fleetreboot.workflow.device;

import java.util.Locale;
import org.fleetreboot.workflow.Outcome;
import org.jspecify.annotations.Nullable;

/** Where a device stands in a step: under way, or at one of the outcomes. */
public enum DeviceStatus {
  /** It has not been called. */
  WAITING,
  /** A call is about to be sent, or its answer is awaited. */
  CALLING,
  /** It was called, and is polled until it has rebooted or its deadline has passed. */
  AWAITING,
  /** The call did not reach it, or found it busy; it will be called again. */
  RETRYING,
  CONFIRMED(Outcome.CONFIRMED),
  REJECTED(Outcome.REJECTED),
  OFFLINE(Outcome.OFFLINE),
  NOT_CONFIRMED(Outcome.NOT_CONFIRMED),
  UNKNOWN(Outcome.UNKNOWN),
  FAILED(Outcome.FAILED),
  SKIPPED(Outcome.SKIPPED),
  CANCELLED(Outcome.CANCELLED);

  private final @Nullable Outcome outcome;

  DeviceStatus() {
    this.outcome = null;
  }

  DeviceStatus(Outcome outcome) {
    this.outcome = outcome;
  }

  /** The status of a device with that outcome. */
  public static DeviceStatus of(Outcome outcome) {
    return switch (outcome) {
      case CONFIRMED -> CONFIRMED;
      case REJECTED -> REJECTED;
      case OFFLINE -> OFFLINE;
      case NOT_CONFIRMED -> NOT_CONFIRMED;
      case UNKNOWN -> UNKNOWN;
      case FAILED -> FAILED;
      case SKIPPED -> SKIPPED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** How it ended; null while it is under way. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** The word shown to people and stored in files. */
  public String word() {
    return outcome == null ? name().toLowerCase(Locale.ROOT) : outcome.word();
  }
}
