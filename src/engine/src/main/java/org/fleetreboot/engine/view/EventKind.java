package org.fleetreboot.engine.view;

/** Which events a subscriber wants. */
public enum EventKind {
  /** Every event. */
  ALL,
  /** Those that settle a device. */
  OUTCOME,
  /** Those that settle a device, a group or a run. */
  RESULT
}
