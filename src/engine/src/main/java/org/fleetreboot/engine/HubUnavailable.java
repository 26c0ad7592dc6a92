package org.fleetreboot.engine;

/** The hub could not be worked with; the engine tries again when its probe succeeds. */
public final class HubUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HubTrouble trouble;

  public HubUnavailable(HubTrouble trouble) {
    super(trouble.detail() + " The hub is tried again later; no device fails for it.");
    this.trouble = trouble;
  }

  public HubTrouble trouble() {
    return trouble;
  }
}
