package org.fleetreboot.engine;

/** What a person asked for cannot be; nothing was recorded. The message says why. */
public final class ControlRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ControlRefused(String message) {
    super(message);
  }
}
