package org.fleetreboot.app.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a chain would do now.
 *
 * @param kind {@code group}, {@code soak}, {@code check} or {@code approval}
 * @param reached whether the chain reaches it
 * @param devices the devices that it would call; null if the message names them
 * @param left its devices that an earlier step of the run calls
 * @param offline how many of them are not connected
 * @param atOnce how many may be in flight at once; 0 without devices
 * @param atLeast its minimum duration; null if unknown
 * @param window the hours in which it calls; null for always
 * @param forecast its estimated end; null if unknown
 * @param again whether it also calls devices that an earlier step of the run has called
 * @param hubs what a group with a query does on each of its hubs
 */
public record StepPlan(
    String step,
    String kind,
    Reached reached,
    @Nullable List<String> devices,
    List<String> left,
    int offline,
    int atOnce,
    @Nullable Duration atLeast,
    @Nullable String window,
    boolean again,
    @Nullable Forecast forecast,
    List<HubPlan> hubs) {

  /** Whether the chain reaches a step. */
  enum Reached {
    YES,
    /** The route decides when it runs. */
    MAYBE,
    /** An earlier step fails. */
    NO
  }

  /** A step that the chain does not reach; the hub is not asked about it. */
  static StepPlan notReached(String step, String kind) {
    return new StepPlan(
        step, kind, Reached.NO, null, List.of(), 0, 0, null, null, false, null, List.of());
  }

  /** Whether it calls all its devices, as far as known. */
  boolean callsAll() {
    return reached == Reached.YES && offline == 0 && (forecast == null || forecast.leftOver() == 0);
  }

  /** Whether the message names its devices. */
  boolean isAsNamed() {
    return kind.equals("group") && devices == null && reached != Reached.NO;
  }
}
