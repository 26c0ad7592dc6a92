package org.fleetreboot.engine;

/** A person's order cannot be carried out; nothing was recorded. The message says why. */
public final class ControlRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ControlRefused(String message) {
    super(message);
  }
}
