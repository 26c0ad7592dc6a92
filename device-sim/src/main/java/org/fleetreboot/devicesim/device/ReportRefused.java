package org.fleetreboot.devicesim.device;

/** The hub answered a report with an error status. */
final class ReportRefused extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * A refusal with the hub's status.
   *
   * @param passing whether a later attempt may go through: 429, or an error of the hub's own
   */
  ReportRefused(String status, boolean passing) {
    super(
        "the hub refused a report with status "
            + status
            + (passing ? "; it will be sent again" : "; it will not be sent again"));
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }
}
