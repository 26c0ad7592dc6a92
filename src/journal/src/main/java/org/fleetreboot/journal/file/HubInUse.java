package org.fleetreboot.journal.file;

import java.nio.file.Path;
import org.fleetreboot.journal.lock.Holder;

/** Another program of this machine works with the hub, mostly with a journal of its own. */
public final class HubInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Holder holder;

  HubInUse(HubEndpoint hub, Holder holder) {
    super(
        "Hub %s is in use by %s%s. One program at a time works with a hub, for a second one knows nothing of its calls: give it your orders%s, or stop it first."
            .formatted(
                hub,
                holder.process(),
                holder.said().map(journal -> " with journal " + journal).orElse(""),
                holder.said().map(journal -> " (--journal " + journal + ")").orElse("")));
    this.holder = holder;
  }

  /** Who works with it. */
  public Holder holder() {
    return holder;
  }

  /** Whether it is by that journal: a program that is starting or ending. */
  public boolean isWith(Path journal) {
    return holder.note().equals(HubLock.note(journal));
  }
}
