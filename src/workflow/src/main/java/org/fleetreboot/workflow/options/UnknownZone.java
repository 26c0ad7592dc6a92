package org.fleetreboot.workflow.options;

/** A time zone is unknown. */
public final class UnknownZone extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String zone;

  UnknownZone(String message, String zone, Throwable cause) {
    super(message, cause);
    this.zone = zone;
  }

  /** The zone as it was written. */
  public String zone() {
    return zone;
  }
}
