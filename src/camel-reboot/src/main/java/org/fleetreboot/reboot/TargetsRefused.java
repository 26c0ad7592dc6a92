package org.fleetreboot.reboot;

/**
 * What was to name devices cannot be used. The message says what is wrong, where, and what to do;
 * sent again as it is, it is refused again.
 */
public class TargetsRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public TargetsRefused(String message) {
    super(message);
  }
}
