package org.fleetreboot.engine;

import org.fleetreboot.workflow.run.RunEvent.RunAccepted;

/**
 * A journal was opened for one hub while a run of another hub is open in it. Nothing was called.
 *
 * <p>Continuing would reboot devices of the wrong hub. If only the name of the hub has changed, it
 * would reboot devices again that the run has rebooted already, because their history is stored
 * under the old name.
 */
public final class OpenOnAnotherHub extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OpenOnAnotherHub(RunAccepted open, String hub) {
    super(
        ("Run '%1$s' of chain '%2$s' is open on hub %3$s, and this is %4$s: let it end there first,"
                + " or give %4$s a journal of its own (reboot.journal). If both are one hub, keep"
                + " its first name (reboot.hub = %3$s).")
            .formatted(open.run(), open.chain(), open.hub(), hub));
  }
}
