package org.fleetreboot.journal.file;

import org.fleetreboot.journal.lock.Holder;

/** Another program of this machine works with the hub, with a journal of its own. */
public final class HubInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HubInUse(HubEndpoint hub, Holder holder) {
    super(
        "Hub %s is in use by %s%s. One program at a time works with a hub, for a second one knows nothing of its calls: give it your orders%s, or stop it first."
            .formatted(
                hub,
                holder.process(),
                holder.said().map(journal -> " with journal " + journal).orElse(""),
                holder.said().map(journal -> " (--journal " + journal + ")").orElse("")));
  }
}
