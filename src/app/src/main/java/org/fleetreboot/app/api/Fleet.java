package org.fleetreboot.app.api;

import java.util.Optional;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.engine.view.RunView;
import org.fleetreboot.workflow.run.Retry;

/** What the API works with: the running program. */
public interface Fleet {
  Control control();

  FleetView view();

  /** Everything in the journal; {@link #view} keeps no devices of runs that ended long ago. */
  FleetView history();

  /** The name of the hub that it works with. */
  String hub();

  /** Whether the hub can be worked with. */
  HubHealth health();

  /**
   * Makes sure that the chain reboots the devices that it is given.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure when it asks the hub for others
   */
  void requireListed(String chain);

  /** Whether the chain waits, or may wait, for the approval of somebody who did not start it. */
  boolean wantsFourEyes(String chain);

  /** Accepts a run of a chain that the routes have. */
  RunReceipt accept(RunRequest request);

  /** Accepts a new run, or continues the run with its id, with the options that it began with. */
  RunReceipt begunOrNew(RunRequest request);

  /** The run of that chain that began last and is still open. */
  Optional<RunView> openRun(String chain);

  /** A request for a run as that one was, for the devices of {@code retry} only. */
  RunRequest again(String run, String by, Retry retry);
}
