package org.fleetreboot.journal.file;

import java.nio.file.Path;
import org.fleetreboot.journal.lock.Holder;

/** Another program on this machine works with the hub, usually with its own journal. */
public final class HubInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Holder holder;

  HubInUse(HubEndpoint hub, Holder holder) {
    super(
        "Hub %s is in use by %s%s. Only one program at a time may work with a hub, because a second one would not know its calls: give it your orders%s, or stop it first."
            .formatted(
                hub,
                holder.process(),
                holder.said().map(journal -> " with journal " + journal).orElse(""),
                holder.said().map(journal -> " (--journal " + journal + ")").orElse("")));
    this.holder = holder;
  }

  /** The program that works with it. */
  public Holder holder() {
    return holder;
  }

  /** Whether it works with that journal, and may be starting or ending. */
  public boolean isWith(Path journal) {
    return holder.note().equals(HubLock.note(journal));
  }
}
