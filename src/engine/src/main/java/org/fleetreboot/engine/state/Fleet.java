package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the journal: every run, group and device in which something is under way, or may be.
 * A running engine holds here exactly what reading its journal gives.
 *
 * <p>Runs that are over and devices at rest leave through {@link Passivation}. They are read again
 * when somebody asks for them.
 */
public final class Fleet {
  private final LiveGroups groups = new LiveGroups(this);
  private final ChangedGroups changed = new ChangedGroups();
  private final SteadyTime steady = new SteadyTime();
  private final SharedParts sharing = new SharedParts();
  private final Passivation passivation = new Passivation(this);
  private final LiveDevices devices;

  private final LiveStop stop = new LiveStop();
  private final LiveRuns runs;

  /** A fleet that has everything in memory. */
  public Fleet() {
    this(RestingStates.NONE);
  }

  public Fleet(RestingStates atRest) {
    this.devices = new LiveDevices(atRest, passivation, steady);
    this.runs = new LiveRuns(atRest, steady, stop.pauses());
  }

  /** The stop of all calls, and whether it holds. */
  public FleetStop stop() {
    return stop.state();
  }

  long stopVersion() {
    return stop.version();
  }

  void apply(FleetStopEvent event) {
    stop.apply(event, steady.of(event.at()));
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
    groups.clockMoved(by);
  }

  /**
   * The engine starts, and all of the journal happened before. If the journal says that a wait
   * began later than now, the clock was set back since. Such a wait lasts its full length from now
   * on.
   */
  public void begin(Instant now) {
    devices.begin(now);
    groups.begin(now);
    runs.all().forEach(run -> run.begin(now));
  }

  /** The devices that are down, by the tags that relate them. */
  public DownDevices down() {
    return devices.down();
  }

  /** The groups to judge before the step ends. */
  public ChangedGroups changed() {
    return changed;
  }

  /** What leaves the memory. */
  public Passivation passivation() {
    return passivation;
  }

  public LiveDevice device(String id) {
    return devices.knownOrNew(id);
  }

  /** The device; null if nothing was ever recorded of it. */
  public @Nullable LiveDevice knownDevice(String id) {
    return devices.known(id);
  }

  /** Takes the devices into memory, in one query for all. */
  public void loadOrAdd(Collection<String> ids) {
    devices.loadOrAdd(ids);
  }

  /** The device in a fold of the journal, which needs nothing else of it. */
  LiveDevice folded(String id) {
    return devices.folded(id);
  }

  void restore(String id, RestingStates.Device kept) {
    devices.restore(id, kept);
  }

  /**
   * When the device was last seen connected, in steady time; null if it was last seen disconnected,
   * or was not seen lately.
   */
  public @Nullable Instant connectedAt(String id) {
    return devices.connectedAt(id);
  }

  /** The device may be at rest when the step ends. */
  public void mayRest(LiveDevice device) {
    devices.mayRest(device);
  }

  /** Whether the device is at rest, and no open run knows it. */
  boolean mayLeave(LiveDevice device, Instant now) {
    return devices.has(device)
        && device.isAtRest(now)
        && !groups.have(device)
        && !runs.haveActedOn(device);
  }

  void leave(LiveDevice device) {
    devices.leave(device);
  }

  void leave(LiveRun run) {
    runs.leave(run);
  }

  public LiveGroup group(String run, String step) {
    return groups.knownOrNew(run, step);
  }

  /**
   * The same group. If its run is over, a new group with the default options, which nobody keeps.
   */
  public LiveGroup groupOrForgotten(String run, String step) {
    return groups.knownOrForgotten(run, step);
  }

  public LiveRun run(String id) {
    return runs.knownOrNew(id);
  }

  /** The run; null if it was never accepted. A run that is over is read each time. */
  public @Nullable LiveRun knownRun(String id) {
    return runs.known(id);
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

  public Iterable<LiveDevice> devices() {
    return devices.all();
  }

  public Iterable<LiveGroup> groups() {
    return groups.all();
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

  void apply(LiveGroup group, GroupEvent event) {
    boolean wasCollecting = group.isCollecting();
    group.apply(event);
    LiveRun run = runs.inMemory(group.run);
    if (run != null) {
      run.recorded(event.at());
    }
    if (group.isSettled()) {
      if (wasCollecting) {
        // Nothing was recorded about most of them, so the end of the run does not let them go.
        group.targets().stream()
            .map(devices::inMemory)
            .filter(Objects::nonNull)
            .forEach(this::mayRest);
      }
      if (run != null) {
        forgetIfOver(run);
      }
    }
  }

  void apply(LiveDevice device, RebootEvent event) {
    RebootState before = device.state();
    device.apply(event, sharing);
    devices.down().moved(device, before);
    LiveRun run = runs.inMemory(event.run());
    if (run != null) {
      run.recorded(event.at());
    }
    if (run == null || run.isOver()) {
      // The run ended without waiting for the device, and will not ask for it again.
      device.forget(event.run());
      mayRest(device);
      return;
    }
    run.acted(device);
    Outcome outcome = event.outcome();
    if (event instanceof InvocationIntended) {
      group(event.run(), event.step()).called(event.at());
    }
    if (outcome != null) {
      group(event.run(), event.step()).apply(device, event);
    }
  }

  /** A run and its groups lie in two partitions. It is over once it has ended in both. */
  private void forgetIfOver(LiveRun run) {
    if (run.isOver() || !run.hasEnded()) {
      return;
    }
    List<LiveGroup> settled = groups.leave(run);
    if (settled == null) {
      return;
    }
    run.devices().forEach(device -> device.forget(run.id));
    run.devices().forEach(this::mayRest);
    run.forget();
    passivation.over(run, settled);
    Instant now = run.lastRecordedAt();
    if (now != null) {
      devices.prune(now);
    }
  }
}
