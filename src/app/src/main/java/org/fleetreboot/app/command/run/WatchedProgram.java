package org.fleetreboot.app.command.run;

import java.util.Optional;
import org.fleetreboot.app.report.Snapshot;

/** The work on a run that is waited for, by this program or by another. */
interface WatchedProgram {
  /** The state of the run; empty if there is none yet. */
  Optional<Snapshot> snapshot(String run);

  /**
   * Whether a program still works on the run.
   *
   * @throws RuntimeException when it was this program, with what to do about it
   */
  boolean goesOn();

  /** Waits a moment for those who are handed every outcome. */
  void awaitResults();
}
