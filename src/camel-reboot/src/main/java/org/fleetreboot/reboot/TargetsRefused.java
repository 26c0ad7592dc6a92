package org.fleetreboot.reboot;

/**
 * A list or query of devices cannot be used. The message says what is wrong, where, and what to do.
 * An unchanged list will be refused again.
 */
public class TargetsRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public TargetsRefused(String message) {
    super(message);
  }
}
