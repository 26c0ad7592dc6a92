package org.fleetreboot.reboot;

/**
 * A step cannot be begun, since a restart could not tell it from another or nobody waits for it.
 * Nothing was called. The message names the step and the remedy. A run with such a step ends
 * failed, whoever catches this.
 */
public final class StepRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StepRefused(String message) {
    super(message);
  }
}
