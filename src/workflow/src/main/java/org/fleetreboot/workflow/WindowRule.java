package org.fleetreboot.workflow;

/**
 * When devices may be called, and what becomes of those that the hours did not reach.
 *
 * @param end what happens when the window closes for calls
 */
public record WindowRule(MaintenanceWindow window, End end) {

  /** What becomes of the devices that were not called when a window closes. */
  public enum End {
    /** They are skipped. */
    SKIP,
    /** They wait until it opens again. */
    WAIT
  }
}
