package org.fleetreboot.workflow.options;

/** An option is not given that another one, or the step itself, needs. */
public final class MissingOption extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String option;

  public MissingOption(String option, String message) {
    super(message);
    this.option = option;
  }

  /** The name of the one that is missing. */
  public String option() {
    return option;
  }
}
