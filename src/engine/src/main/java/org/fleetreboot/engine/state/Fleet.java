package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the whole journal: every run, group and device. A running engine holds here exactly
 * what reading its journal gives.
 *
 * <p>Of a run that is over, it keeps only how the run ended, so memory does not grow with devices
 * times runs.
 */
public final class Fleet {
  private final Map<String, LiveDevice> devices = new HashMap<>();
  private final Map<StepKey, LiveGroup> groups = new LinkedHashMap<>();
  private final Map<String, LiveRun> runs = new LinkedHashMap<>();

  private final ChangedGroups changed = new ChangedGroups();
  private final DownDevices down = new DownDevices();
  private final SteadyTime steady = new SteadyTime();

  /** When all calls were stopped: by a person, or because the journal is doubted. */
  private final Pauses stops = new Pauses();

  private FleetStop stop = FleetStop.NONE;
  private int stopVersion;

  /** The stop of all calls, and whether it holds. */
  public FleetStop stop() {
    return stop;
  }

  long stopVersion() {
    return stopVersion;
  }

  void apply(FleetStopEvent event) {
    stop = stop.evolve(event);
    stopVersion++;
    Instant at = steady.of(event.at());
    if (stop.holds()) {
      stops.begin(at);
    } else {
      stops.end(at);
    }
  }

  public SteadyTime steady() {
    return steady;
  }

  /**
   * The clock was moved by this much. Steps wait for as long as before, and groups keep their pace.
   */
  public void clockMoved(Duration by) {
    steady.clockMoved(by);
    runs.values().forEach(run -> run.clockMoved(by));
    groups.values().forEach(group -> group.pace().clockMoved(by));
  }

  /**
   * The engine starts, and all of the journal happened before. If the journal says that a wait
   * began later than now, the clock was set back since. Such a wait lasts its full length from now
   * on.
   */
  public void begin(Instant now) {
    devices.values().forEach(device -> device.begin(now));
    groups.values().forEach(group -> group.begin(now));
    runs.values().forEach(run -> run.begin(now));
  }

  /** The devices that are down, by the tags that relate them. */
  public DownDevices down() {
    return down;
  }

  /** The groups to judge before the step ends. */
  public ChangedGroups changed() {
    return changed;
  }

  public LiveDevice device(String id) {
    return devices.computeIfAbsent(id, device -> new LiveDevice(device, steady));
  }

  public @Nullable LiveDevice knownDevice(String id) {
    return devices.get(id);
  }

  public LiveGroup group(String run, String step) {
    return groups.computeIfAbsent(
        new StepKey(run, step), key -> new LiveGroup(key.run(), key.step(), steady, changed));
  }

  /**
   * The same group. If its run is over, a new group with the default options, which nobody keeps.
   */
  public LiveGroup groupOrForgotten(String run, String step) {
    LiveGroup known = groups.get(new StepKey(run, step));
    return known == null ? new LiveGroup(run, step, steady, changed) : known;
  }

  public LiveRun run(String id) {
    return runs.computeIfAbsent(id, run -> new LiveRun(run, steady, stops));
  }

  public @Nullable LiveRun knownRun(String id) {
    return runs.get(id);
  }

  /**
   * The run of that id.
   *
   * @throws NoSuchRun when no run of that id was accepted
   */
  public LiveRun acceptedRun(String id) {
    LiveRun run = runs.get(id);
    if (run == null || run.state().accepted() == null) {
      throw new NoSuchRun(id);
    }
    return run;
  }

  public Iterable<LiveDevice> devices() {
    return devices.values();
  }

  public Iterable<LiveGroup> groups() {
    return groups.values();
  }

  public Iterable<LiveRun> runs() {
    return runs.values();
  }

  void apply(LiveRun run, RunEvent event) {
    run.apply(event);
    run.recorded(event.at());
    forgetIfOver(run);
  }

  void apply(LiveGroup group, GroupEvent event) {
    group.apply(event);
    LiveRun run = runs.get(group.run);
    if (run != null) {
      run.recorded(event.at());
      if (group.isSettled()) {
        forgetIfOver(run);
      }
    }
  }

  void apply(LiveDevice device, RebootEvent event) {
    RebootState before = device.state();
    device.apply(event);
    down.moved(device, before);
    LiveRun run = runs.get(event.run());
    boolean over = run != null && run.isOver();
    Outcome outcome = event.outcome();
    if (event instanceof InvocationIntended && !over) {
      group(event.run(), event.step()).called(event.at());
    }
    if (outcome != null && !over) {
      group(event.run(), event.step()).apply(device, event);
    }
    if (run != null) {
      run.recorded(event.at());
      if (over) {
        // The run ended without waiting for the device, and will not ask for it again.
        device.forget(run.id);
      } else {
        run.acted(device);
      }
    }
  }

  /** When something was last recorded of each run that has any event. */
  public Map<LiveRun, Instant> lastMoves() {
    Map<LiveRun, Instant> moves = new HashMap<>();
    for (LiveRun run : runs.values()) {
      Instant last = run.lastRecordedAt();
      if (last != null) {
        moves.put(run, last);
      }
    }
    return moves;
  }

  /** A run and its groups lie in two partitions. It is over once it has ended in both. */
  private void forgetIfOver(LiveRun run) {
    if (run.isOver() || !run.hasEnded()) {
      return;
    }
    List<StepKey> keys = run.groups().stream().map(step -> new StepKey(run.id, step)).toList();
    for (StepKey key : keys) {
      LiveGroup group = groups.get(key);
      if (group == null || !group.isSettled()) {
        return;
      }
    }
    keys.forEach(groups::remove);
    run.devices().forEach(device -> device.forget(run.id));
    run.forget();
  }

  /** All states, by kind and name. Two folds of one journal give the same states. */
  public Map<String, Object> states() {
    Map<String, Object> states = new TreeMap<>();
    devices.values().forEach(device -> put(states, "device/" + device.id, device.state()));
    groups
        .values()
        .forEach(group -> put(states, "group/" + group.run + "/" + group.step, group.state()));
    runs.values().forEach(run -> put(states, "run/" + run.id, run.state()));
    put(states, "fleet", stop);
    return states;
  }

  /** Leaves out what was only named, with nothing recorded about it. */
  private static void put(Map<String, Object> states, String name, Object state) {
    if (!state.equals(RebootState.INITIAL)
        && !state.equals(GroupState.INITIAL)
        && !state.equals(RunState.INITIAL)
        && !state.equals(FleetStop.NONE)) {
      states.put(name, state);
    }
  }

  private record StepKey(String run, String step) {}
}
