package org.fleetreboot.engine;

import java.util.Collection;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;

/**
 * A journal was opened while a run is open in it on a hub that the program does not have. Nothing
 * was called.
 *
 * <p>Continuing would reboot devices of the wrong hub. If only the name of the hub has changed, it
 * would reboot devices again that the run has rebooted already, because their history is stored
 * under the old name.
 */
public final class OpenOnAnotherHub extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param hub which the program does not have
   * @param known the hubs of the program
   */
  public OpenOnAnotherHub(RunAccepted open, String hub, Collection<String> known) {
    super(
        ("Run '%1$s' of chain '%2$s' is open on hub %3$s, and this program works with %4$s: let it"
                + " end there first, or give %4$s a journal of its own (reboot.journal). If both"
                + " are one hub, keep its first name (reboot.hub = %3$s).")
            .formatted(open.run(), open.chain(), hub, String.join(", ", known)));
  }
}
