package org.fleetreboot.app.command.run;

import java.io.PrintStream;
import java.util.function.Supplier;
import org.fleetreboot.journal.JournalUnreachable;

/**
 * Looks at a journal whose database may be away for a while: the program waits for it, and says so
 * once. For one thread.
 */
final class PatientLook {
  private final PrintStream err;
  private boolean isAway;

  PatientLook(PrintStream err) {
    this.err = err;
  }

  /** What is seen; the other value while the database is away. */
  <T> T at(Supplier<T> look, T otherwise) {
    try {
      T seen = look.get();
      if (isAway) {
        isAway = false;
        err.println("fleet-reboot: the database of the journal answers again; the work goes on");
      }
      return seen;
    } catch (JournalUnreachable away) {
      if (!isAway) {
        isAway = true;
        err.printf("fleet-reboot: %s No device is called until it answers.%n", away.getMessage());
      }
      return otherwise;
    }
  }
}
