package org.fleetreboot.workflow.options;

/** An option is missing that another option, or the step itself, needs. */
public final class MissingOption extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String option;

  public MissingOption(String option, String message) {
    super(message);
    this.option = option;
  }

  /** The name of the missing option. */
  public String option() {
    return option;
  }
}
