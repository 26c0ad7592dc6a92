package org.fleetreboot.engine.view;

/** Which events a subscriber wants. */
public enum EventKind {
  /** Every event. */
  ALL,
  /** Events that settle a device. */
  OUTCOME,
  /** Events that settle a device, a group or a run. */
  RESULT,
  /** No events, but where the chain of hashes ends: see {@link HeadSubscription}. */
  HEAD
}
