package org.fleetreboot.engine.view;

/** Which events a subscriber wants. */
public enum EventKind {
  /** Every event. */
  ALL,
  /** Events that settle a device. */
  OUTCOME,
  /** Events that settle a device, a group or a run. */
  RESULT,
  /**
   * Events that say that a device is not back, or is back after all, and those that settle a group.
   * A new subscriber is told what happens from then on: old alerts help nobody.
   */
  NOT_BACK,
  /** No events, but where the chain of hashes ends: see {@link HeadSubscription}. */
  HEAD
}
