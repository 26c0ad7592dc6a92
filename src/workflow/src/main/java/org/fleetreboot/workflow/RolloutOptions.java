package org.fleetreboot.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a group asks for; frozen when its step starts.
 *
 * @param maxInFlight how many devices may be between their turn and their outcome at once, from 1
 * @param firstLook how long after the answer the twin is looked at first
 * @param lookEvery how long until the next look; grows with every look that saw no change
 * @param maxFailed how many may end rejected, not confirmed, unknown or failed
 * @param maxOffline how many may end offline
 * @param minSample a percentage of fewer settled devices stops nothing
 * @param allowEmpty whether a group without devices is a success
 * @param window when devices may be called; null for always
 */
public record RolloutOptions(
    RebootTerms terms,
    int maxInFlight,
    Duration firstLook,
    Duration lookEvery,
    Limit maxFailed,
    Limit maxOffline,
    int minSample,
    boolean allowEmpty,
    @Nullable MaintenanceWindow window) {

  /** The options that hold where a group names no others. */
  public static final RolloutOptions DEFAULT =
      new RolloutOptions(
          RebootTerms.DEFAULT,
          10,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          new Limit(5, true),
          new Limit(100, true),
          20,
          false,
          null);

  public RolloutOptions {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight is " + maxInFlight + "; give 1 or more.");
    }
    if (minSample < 1) {
      throw new IllegalArgumentException("minSample is " + minSample + "; give 1 or more.");
    }
    if (firstLook.isNegative() || lookEvery.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "firstLook is " + firstLook + " and lookEvery " + lookEvery + "; give 0 s and 1 ms up.");
    }
    if (window != null && window.length().compareTo(terms.confirmWithin()) <= 0) {
      throw new IllegalArgumentException(
          "The window "
              + window
              + " leaves no time for a call: the last one goes out confirmWithin, "
              + terms.confirmWithin()
              + ", before its end. Widen the window, or shorten confirmWithin.");
    }
  }

  /** The same options with other terms. */
  public RolloutOptions withTerms(RebootTerms changed) {
    return new RolloutOptions(
        changed,
        maxInFlight,
        firstLook,
        lookEvery,
        maxFailed,
        maxOffline,
        minSample,
        allowEmpty,
        window);
  }
}
