package org.fleetreboot.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of runs, groups and devices. Thread-safe; each answer is a snapshot. */
public interface FleetView {
  /** Who did what nobody asked for. */
  String ENGINE = "fleet-reboot";

  /** All runs, the newest first. */
  List<RunView> runs();

  /** The run, null when there is none of that id. */
  @Nullable RunView run(String run);

  /** The stops of all calls that hold: for each hub one by a person, and one for its journal. */
  List<StopView> stops();

  /** Those of one hub. */
  default List<StopView> stops(String hub) {
    return stops().stream().filter(stop -> stop.hub().equals(hub)).toList();
  }

  /** The journal as that hub's history; null for one that has no place, as in memory. */
  @Nullable JournalView journal(String hub);

  /**
   * The devices of a run, in the order of their groups and of their turn. A live engine lets go of
   * them when the run ended long ago and newer ones need the room; the journal has them still.
   */
  List<DeviceView> devices(String run);
}
