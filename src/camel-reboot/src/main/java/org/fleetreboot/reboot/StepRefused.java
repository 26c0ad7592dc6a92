package org.fleetreboot.reboot;

/**
 * A step cannot begin, because a restart could not tell it apart from another, or because the chain
 * does not wait for it. Nothing was called. The message names the step and the remedy. A run with
 * such a step ends failed, even if the route catches this exception.
 */
public final class StepRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StepRefused(String message) {
    super(message);
  }
}
