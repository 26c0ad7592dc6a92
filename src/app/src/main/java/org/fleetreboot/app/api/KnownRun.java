package org.fleetreboot.app.api;

import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.journal.view.RunView;

/** A run that the journal has. */
final class KnownRun {
  private KnownRun() {}

  /**
   * The run with that id.
   *
   * @throws HttpRefusal if there is none, or if it is in an archive
   */
  static RunView of(Fleet fleet, String run) {
    RunView view = fleet.view().run(run);
    if (view == null) {
      throw new HttpRefusal(
          404,
          fleet.archived(run).orElse("Unknown run '" + run + "'; GET /api/runs lists all runs."));
    }
    return view;
  }
}
