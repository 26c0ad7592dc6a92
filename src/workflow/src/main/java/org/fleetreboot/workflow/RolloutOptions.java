package org.fleetreboot.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a group asks for; frozen when its step starts.
 *
 * @param terms how each device is called, and what proves its reboot
 * @param allowEmpty whether a group without devices is a success
 * @param window when devices may be called; null for always
 */
public record RolloutOptions(
    RebootTerms terms,
    Pace pace,
    LookPlan looks,
    StopRule stop,
    Precautions precautions,
    boolean allowEmpty,
    @Nullable WindowRule window) {

  /** The options that hold where a group names no others. */
  public static final RolloutOptions DEFAULT =
      new RolloutOptions(
          RebootTerms.DEFAULT,
          Pace.DEFAULT,
          LookPlan.DEFAULT,
          StopRule.DEFAULT,
          Precautions.DEFAULT,
          false,
          null);

  public RolloutOptions {
    if (window != null && window.window().length().compareTo(terms.confirmWithin()) <= 0) {
      throw new IllegalArgumentException(
          "The window "
              + window.window()
              + " leaves no time for a call: the last one goes out confirmWithin, "
              + terms.confirmWithin()
              + ", before its end. Widen the window, or shorten confirmWithin.");
    }
  }

  /** The same options with these terms. */
  public RolloutOptions with(RebootTerms changed) {
    return new RolloutOptions(changed, pace, looks, stop, precautions, allowEmpty, window);
  }

  /** The same options with this pace. */
  public RolloutOptions with(Pace changed) {
    return new RolloutOptions(terms, changed, looks, stop, precautions, allowEmpty, window);
  }

  /** The same options with these looks. */
  public RolloutOptions with(LookPlan changed) {
    return new RolloutOptions(terms, pace, changed, stop, precautions, allowEmpty, window);
  }

  /** The same options with this stop rule. */
  public RolloutOptions with(StopRule changed) {
    return new RolloutOptions(terms, pace, looks, changed, precautions, allowEmpty, window);
  }

  /** The same options with these precautions. */
  public RolloutOptions with(Precautions changed) {
    return new RolloutOptions(terms, pace, looks, stop, changed, allowEmpty, window);
  }

  /** The same options for calls in this window only. */
  public RolloutOptions with(WindowRule changed) {
    return new RolloutOptions(terms, pace, looks, stop, precautions, allowEmpty, changed);
  }

  /** The same options for a group that may be empty. */
  public RolloutOptions allowingEmpty() {
    return new RolloutOptions(terms, pace, looks, stop, precautions, true, window);
  }
}
