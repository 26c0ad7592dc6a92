package org.fleetreboot.engine;

import org.fleetreboot.workflow.run.RunEvent.RunAccepted;

/**
 * A journal was opened for one hub while a run of another is open in it; nothing was called.
 *
 * <p>Going on would reboot devices of the wrong hub, or, when only the hub's name has changed,
 * devices that the run has rebooted already: their history lies under the first name.
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
