package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.report.Snapshot;

/** The work on an awaited run, by this program or another. */
interface WatchedProgram {
  /** The state of the run; empty if there is none yet. */
  Optional<Snapshot> snapshot(String run);

  /** Follows the devices that settle from that time on. */
  SettledDevices settledSince(Instant since);

  /**
   * Whether a program still works on the run.
   *
   * @throws RuntimeException with the remedy, if this program failed
   */
  boolean goesOn();

  /** Waits a moment until the receivers of outcomes are up to date. */
  void awaitResults();
}
