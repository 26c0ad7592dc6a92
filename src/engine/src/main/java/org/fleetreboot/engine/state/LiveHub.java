package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.jspecify.annotations.Nullable;

/**
 * One hub in the memory of the engine: its groups, its devices, and the stop of its calls. It knows
 * nothing of other hubs, which have devices and groups of their own, perhaps of the same names.
 */
public final class LiveHub {
  public final String name;
  final HubStreams streams;
  private final Fleet fleet;
  private final LiveGroups groups = new LiveGroups(this);
  private final ChangedGroups changed = new ChangedGroups();
  private final SharedParts sharing = new SharedParts();
  private final LiveStop stop = new LiveStop();
  private final LiveDevices devices;

  LiveHub(String name, Fleet fleet, RestingStates atRest) {
    this.name = name;
    this.fleet = fleet;
    this.streams = HubStreams.of(name);
    this.devices = new LiveDevices(this, atRest, fleet.passivation());
  }

  /** The stop of all calls, and whether it holds. */
  public FleetStop stop() {
    return stop.state();
  }

  long stopVersion() {
    return stop.version();
  }

  /** When the calls to this hub were stopped. */
  Pauses stops() {
    return stop.pauses();
  }

  void apply(FleetStopEvent event) {
    stop.apply(event, steady().of(event.at()));
  }

  public SteadyTime steady() {
    return fleet.steady();
  }

  void clockMoved(Duration by) {
    groups.clockMoved(by);
  }

  /** The engine starts, and all of the journal happened before. */
  void begin(Instant now) {
    devices.begin(now);
    groups.begin(now);
  }

  /** The devices that are down, by the tags that relate them. */
  public DownDevices down() {
    return devices.down();
  }

  /** The groups to judge before the step ends. */
  public ChangedGroups changed() {
    return changed;
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
        && !fleet.haveRunsActedOn(device);
  }

  void leave(LiveDevice device) {
    devices.leave(device);
  }

  /** A run is over: forgets what no rule asks for any more. */
  void prune(Instant now) {
    devices.prune(now);
  }

  public LiveGroup group(String run, String step) {
    return groups.knownOrNew(run, step);
  }

  /** The group, if it is in memory; otherwise null. */
  @Nullable LiveGroup groupInMemory(String run, String step) {
    return groups.inMemory(run, step);
  }

  void leave(LiveGroup group) {
    groups.leave(group);
  }

  /**
   * The same group. If its run is over, a new group with the default options, which nobody keeps.
   */
  public LiveGroup groupOrForgotten(String run, String step) {
    return groups.knownOrForgotten(run, step);
  }

  public Iterable<LiveDevice> devices() {
    return devices.all();
  }

  public Iterable<LiveGroup> groups() {
    return groups.all();
  }

  /** The run; null if it was never accepted. */
  public @Nullable LiveRun knownRun(String id) {
    return fleet.knownRun(id);
  }

  public LiveRun run(String id) {
    return fleet.run(id);
  }

  /**
   * The run of that id.
   *
   * @throws NoSuchRun when no run of that id was accepted
   */
  public LiveRun acceptedRun(String id) {
    return fleet.acceptedRun(id);
  }

  /** Whether nothing more happens in a run that was accepted. */
  public boolean isOver(String run) {
    return fleet.isOver(run);
  }

  /**
   * How much of the time since then did not count for a group of the run, because the run was
   * paused or all calls to this hub were stopped.
   *
   * @param since in steady time
   * @param now in steady time
   */
  public Duration restedSince(String run, Instant since, Instant now) {
    return fleet.run(run).restedSince(stop.pauses(), since, now);
  }

  /** The groups of the same step on the other hubs. */
  public List<LiveGroup> elsewhere(LiveGroup group) {
    return fleet.groups(group.run, group.step).stream().filter(other -> other != group).toList();
  }

  void apply(LiveGroup group, GroupEvent event) {
    boolean wasCollecting = group.isCollecting();
    group.apply(event);
    LiveRun run = fleet.runInMemory(group.run);
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
        fleet.forgetIfOver(run);
      }
    }
  }

  void apply(LiveDevice device, RebootEvent event) {
    RebootState before = device.state();
    device.apply(event, sharing);
    devices.down().moved(device, before);
    LiveRun run = fleet.runInMemory(event.run());
    if (run != null) {
      run.recorded(event.at());
    }
    if (run == null || run.isOver()) {
      // The run ended without waiting for the device, and will not ask for it again.
      device.forget(event.run());
      mayRest(device);
      return;
    }
    run.acted(this, device);
    Outcome outcome = event.outcome();
    if (event instanceof InvocationIntended) {
      group(event.run(), event.step()).called(event.at());
    }
    if (outcome != null) {
      group(event.run(), event.step()).apply(device, event);
    }
  }
}
