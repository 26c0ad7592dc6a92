package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs in memory; those that are over are read when somebody asks for them. */
final class LiveRuns {
  private final Map<String, LiveRun> runs = new LinkedHashMap<>();
  private final RestingStates atRest;
  private final SteadyTime steady;
  private final HubStops stops;

  /**
   * No run yet.
   *
   * @param stops when all calls to all hubs were stopped
   */
  LiveRuns(RestingStates atRest, SteadyTime steady, HubStops stops) {
    this.atRest = atRest;
    this.steady = steady;
    this.stops = stops;
  }

  Collection<LiveRun> all() {
    return runs.values();
  }

  /** The run, if it is in memory; otherwise null. */
  @Nullable LiveRun inMemory(String id) {
    return runs.get(id);
  }

  @Nullable LiveRun known(String id) {
    LiveRun known = runs.get(id);
    if (known != null) {
      return known;
    }
    RestingStates.OverRun over = atRest.run(id);
    return over == null ? null : new LiveRun(id, steady, stops, over);
  }

  LiveRun knownOrNew(String id) {
    LiveRun known = known(id);
    return known == null ? folded(id) : known;
  }

  /** The run in a fold of the journal, which needs nothing else of it. */
  LiveRun folded(String id) {
    return runs.computeIfAbsent(id, run -> new LiveRun(run, steady, stops));
  }

  void leave(LiveRun run) {
    runs.remove(run.id, run);
  }

  /** Whether a run that is not over has done something about the device. */
  boolean haveActedOn(LiveDevice device) {
    return runs.values().stream().anyMatch(run -> run.hasActedOn(device));
  }

  /** When something was last recorded of each run in memory that has any event. */
  Map<LiveRun, Instant> lastMoves() {
    Map<LiveRun, Instant> moves = new HashMap<>();
    for (LiveRun run : runs.values()) {
      Instant last = run.lastRecordedAt();
      if (last != null) {
        moves.put(run, last);
      }
    }
    return moves;
  }
}
