package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/** A snapshot is damaged. Its stream can still be folded from its events. */
public final class UnreadableSnapshot extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnreadableSnapshot(Snapshot snapshot, @Nullable Throwable cause) {
    super("The snapshot of " + snapshot.stream().name() + " is damaged.", cause);
  }
}
