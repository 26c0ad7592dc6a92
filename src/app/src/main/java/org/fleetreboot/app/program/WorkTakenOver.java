package org.fleetreboot.app.program;

import org.fleetreboot.app.settings.JournalLocation;

/**
 * Another node has taken the work over, and goes on with it. An expected race: this program ends
 * its own work, and waits until nobody works with the journal.
 */
public final class WorkTakenOver extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkTakenOver(JournalLocation journal) {
    super(
        "Another node has taken over the work of this one, with journal %s; open runs go on there."
            .formatted(journal));
  }
}
