package org.fleetreboot.app.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a chain would do now.
 *
 * @param kind {@code group}, {@code soak}, {@code check} or {@code approval}
 * @param reached whether the chain comes to it
 * @param devices whom it would call; null when the message names them
 * @param left whom it names too, and an earlier step of the run calls
 * @param offline how many of them are not connected
 * @param atOnce how many may be in flight at once; 0 without devices
 * @param atLeast how long it takes at the least; null when nobody can say
 * @param window in which hours it calls; null for always
 * @param forecast when it ends, by the best knowledge; null when nobody can say
 * @param again whether it calls those too that an earlier step of the run has called
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
    @Nullable Forecast forecast) {

  /** Whether the chain comes to a step. */
  enum Reached {
    YES,
    /** The route decides about it when it runs. */
    MAYBE,
    /** A step before it fails. */
    NO
  }

  /** A step that the chain does not reach, for which nothing is asked. */
  static StepPlan notReached(String step, String kind) {
    return new StepPlan(step, kind, Reached.NO, null, List.of(), 0, 0, null, null, false, null);
  }

  /** Whether it calls all its devices, as far as is known. */
  boolean callsAll() {
    return reached == Reached.YES && offline == 0 && (forecast == null || forecast.leftOver() == 0);
  }

  /** Whether the message says whom it calls. */
  boolean isAsNamed() {
    return kind.equals("group") && devices == null && reached != Reached.NO;
  }
}
