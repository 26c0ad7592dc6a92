package org.fleetreboot.journal.lock;

/** The lock is already held. */
public final class LockHeld extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Holder holder;

  LockHeld(Holder holder) {
    super("held by " + holder.process());
    this.holder = holder;
  }

  public Holder holder() {
    return holder;
  }
}
