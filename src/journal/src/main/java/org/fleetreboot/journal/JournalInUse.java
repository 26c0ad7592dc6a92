package org.fleetreboot.journal;

import java.nio.file.Path;

/** Another program, or this one, has the journal open for writing already. */
public final class JournalInUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param holder the process id of the program that has it open, or what else is known of it
   */
  public JournalInUse(Path file, String holder) {
    super(
        "Journal %s is in use by process %s. Stop that program, or name another journal."
            .formatted(file, holder));
  }
}
