package org.fleetreboot.app.command.run;

import java.util.Optional;
import org.fleetreboot.app.report.Snapshot;

/** The work on a run that is waited for, by this program or by another. */
interface RunWork {
  /** How the run stands; empty when there is none yet. */
  Optional<Snapshot> snapshot(String run);

  /**
   * Whether it goes on; when not, nobody works on the run any more.
   *
   * @throws RuntimeException when it was this program, with what to do about it
   */
  boolean goesOn();

  /** Waits a moment for those who are handed every outcome. */
  void awaitResults();
}
