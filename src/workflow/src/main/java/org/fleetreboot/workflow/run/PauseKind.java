package org.fleetreboot.workflow.run;

/** Why a run is paused, for the rules; the reason beside it is for people alone. */
public enum PauseKind {
  /** A person asked for it. */
  ORDERED,
  /** Nothing of the run moved for longer than {@code resumeWithin}, as while no program ran. */
  STOOD_STILL,
  /** Its route is no longer the one that it began with. */
  DIVERGED,
  /** No route has it: its own, or one that it calls, has stopped or is gone. */
  ROUTE_AWAY
}
