package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.UnknownHub;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the journal: every run, and on each hub every group and device, in which something is
 * under way, or may be. A running engine holds here exactly what reading its journal gives.
 *
 * <p>Runs that are over and devices at rest leave through {@link Passivation}. They are read again
 * when somebody asks for them.
 */
public final class Fleet {
  private final SteadyTime steady = new SteadyTime();
  private final Passivation passivation = new Passivation(this);
  private final Map<String, LiveHub> hubs = new LinkedHashMap<>();
  private final LiveRuns runs;

  /** A fleet on these hubs that has everything in memory. */
  public Fleet(List<String> hubs) {
    this(hubs, RestingStates.NONE);
  }

  /**
   * A fleet.
   *
   * @param hubs their names, at least one
   */
  public Fleet(List<String> hubs, RestingStates atRest) {
    if (hubs.isEmpty()) {
      throw new IllegalArgumentException("A fleet has at least one hub.");
    }
    hubs.forEach(name -> this.hubs.put(name, new LiveHub(name, this, atRest)));
    this.runs = new LiveRuns(atRest, steady, new HubStops(this.hubs.values()));
  }

  public Collection<LiveHub> hubs() {
    return hubs.values();
  }

  /**
   * The hub of that name.
   *
   * @param name null for the only one
   * @throws UnknownHub if there is none of that name, or it must be named
   */
  public LiveHub hub(@Nullable String name) {
    LiveHub hub =
        name == null ? hubs.size() == 1 ? hubs.values().iterator().next() : null : hubs.get(name);
    if (hub == null) {
      throw new UnknownHub(name, hubs.keySet());
    }
    return hub;
  }

  public boolean hasHub(String name) {
    return hubs.containsKey(name);
  }

  public SteadyTime steady() {
    return steady;
  }

  /**
   * The clock was moved by this much. Steps wait for as long as before, and groups keep their pace.
   */
  public void clockMoved(Duration by) {
    steady.clockMoved(by);
    runs.all().forEach(run -> run.clockMoved(by));
    hubs.values().forEach(hub -> hub.clockMoved(by));
  }

  /**
   * The engine starts, and all of the journal happened before. If the journal says that a wait
   * began later than now, the clock was set back since. Such a wait lasts its full length from now
   * on.
   */
  public void begin(Instant now) {
    hubs.values().forEach(hub -> hub.begin(now));
    runs.all().forEach(run -> run.begin(now));
  }

  /** What leaves the memory. */
  public Passivation passivation() {
    return passivation;
  }

  boolean haveRunsActedOn(LiveDevice device) {
    return runs.haveActedOn(device);
  }

  void leave(LiveRun run) {
    runs.leave(run);
  }

  /** The groups of a step, one on each of its hubs; empty for a step that is no group. */
  public List<LiveGroup> groups(String run, String step) {
    LiveRun known = runs.known(run);
    return known == null
        ? List.of()
        : known.hubs(step).stream()
            .map(hubs::get)
            .filter(Objects::nonNull)
            .map(hub -> hub.group(run, step))
            .toList();
  }

  public LiveRun run(String id) {
    return runs.knownOrNew(id);
  }

  /** The run; null if it was never accepted. A run that is over is read each time. */
  public @Nullable LiveRun knownRun(String id) {
    return runs.known(id);
  }

  @Nullable LiveRun runInMemory(String id) {
    return runs.inMemory(id);
  }

  /**
   * The run of that id.
   *
   * @throws NoSuchRun when no run of that id was accepted
   */
  public LiveRun acceptedRun(String id) {
    LiveRun run = runs.known(id);
    if (run == null || run.state().accepted() == null) {
      throw new NoSuchRun(id);
    }
    return run;
  }

  /** The chain of a run; null if the run is over, or was never accepted. */
  @Nullable String chainInMemory(String run) {
    LiveRun known = runs.inMemory(run);
    return known == null ? null : known.chain();
  }

  /** The run in a fold of the journal, which needs nothing else of it. */
  LiveRun foldedRun(String id) {
    return runs.folded(id);
  }

  /** Whether nothing more happens in a run that was accepted. */
  public boolean isOver(String run) {
    LiveRun known = runs.inMemory(run);
    return known == null || known.isOver();
  }

  public Iterable<LiveRun> runs() {
    return runs.all();
  }

  /** When something was last recorded of each run in memory that has any event. */
  public Map<LiveRun, Instant> lastMoves() {
    return runs.lastMoves();
  }

  void apply(LiveRun run, RunEvent event) {
    run.apply(event);
    run.recorded(event.at());
    forgetIfOver(run);
  }

  /**
   * A run and its groups lie in several partitions. It is over once it has ended in all of them.
   */
  void forgetIfOver(LiveRun run) {
    if (run.isOver() || !run.hasEnded()) {
      return;
    }
    List<LiveGroup> settled = settledGroups(run);
    if (settled == null) {
      return;
    }
    settled.forEach(
        group -> {
          group.hub().leave(group);
          group.forget();
        });
    run.actedOn()
        .forEach(
            (hub, devices) -> {
              devices.forEach(device -> device.forget(run.id));
              devices.forEach(hub::mayRest);
            });
    run.forget();
    passivation.over(run, settled);
    Instant now = run.lastRecordedAt();
    if (now != null) {
      hubs.values().forEach(hub -> hub.prune(now));
    }
  }

  /** The groups of the run; null if one of them is not settled. */
  private @Nullable List<LiveGroup> settledGroups(LiveRun run) {
    List<LiveGroup> settled = new ArrayList<>();
    for (String step : run.groups()) {
      for (String name : run.hubs(step)) {
        LiveHub hub = hubs.get(name);
        LiveGroup group = hub == null ? null : hub.groupInMemory(run.id, step);
        if (group == null || !group.isSettled()) {
          return null;
        }
        settled.add(group);
      }
    }
    return settled;
  }
}
