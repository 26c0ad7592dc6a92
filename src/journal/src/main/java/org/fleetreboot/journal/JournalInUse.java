package org.fleetreboot.journal;

import java.nio.file.Path;
import org.fleetreboot.journal.lock.Holder;

/** The journal is already open for writing, in this process or in another. */
public final class JournalInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Holder holder;

  /**
   * @param holder who writes to it
   */
  public JournalInUse(Path file, Holder holder) {
    super("Journal %s is in use by %s: stop that program first.".formatted(file, holder.process()));
    this.holder = holder;
  }

  /** Who writes to it. */
  public Holder holder() {
    return holder;
  }
}
