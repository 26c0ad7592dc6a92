package org.fleetreboot.workflow.options;

/** The name of a time zone that there is none of. */
public final class UnknownZone extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String zone;

  UnknownZone(String message, String zone, Throwable cause) {
    super(message, cause);
    this.zone = zone;
  }

  /** As it was written. */
  public String zone() {
    return zone;
  }
}
