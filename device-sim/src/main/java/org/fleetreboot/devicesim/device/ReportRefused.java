package org.fleetreboot.devicesim.device;

/** The hub refused a report with an error status. */
public final class ReportRefused extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * A refusal with the hub's status.
   *
   * @param passing whether a later attempt may succeed: 429, or a server error
   */
  public ReportRefused(String status, boolean passing) {
    super(
        "the hub refused a report with status "
            + status
            + (passing ? "; it will be retried" : "; it will not be retried"));
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }
}
