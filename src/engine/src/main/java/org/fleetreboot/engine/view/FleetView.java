package org.fleetreboot.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about runs, groups and devices. Thread-safe; each result is a snapshot. */
public interface FleetView {
  /** The name under which the engine does what no person has ordered. */
  String ENGINE = "fleet-reboot";

  /** All runs, the newest first. */
  List<RunView> runs();

  /** The run; null if there is none of that id. */
  @Nullable RunView run(String run);

  /**
   * The stops of all calls that hold: for each hub at most one by a person and one for its journal.
   */
  List<StopView> stops();

  /** The stops of one hub. */
  default List<StopView> stops(String hub) {
    return stops().stream().filter(stop -> stop.hub().equals(hub)).toList();
  }

  /** The journal as the history of that hub; null for a journal without a place, as in memory. */
  @Nullable JournalView journal(String hub);

  /**
   * The devices of a run, in the order of their groups and turns. A running engine forgets them
   * when the run ended long ago and newer runs need the room; the journal still has them.
   */
  List<DeviceView> devices(String run);
}
