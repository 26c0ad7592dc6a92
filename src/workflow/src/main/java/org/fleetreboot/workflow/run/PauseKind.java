package org.fleetreboot.workflow.run;

/** Why a run is paused, for the rules; the reason beside it is only for people. */
public enum PauseKind {
  /** A person asked for it. */
  ORDERED,
  /** The run made no progress for longer than {@code resumeWithin}, as while no program ran. */
  STOOD_STILL,
  /** Its route has changed since it began. */
  DIVERGED,
  /** Its route, or one that it calls, has stopped or is gone. */
  ROUTE_AWAY
}
