package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunEvent;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.jspecify.annotations.Nullable;

/** One run in the memory of the engine. */
final class RunSlot {
  final String id;
  private RunState state = RunState.INITIAL;
  private int version;

  /** Whether its chain has got it in this life of the engine. */
  boolean handedOver;

  /** Whether it began in an earlier life. */
  boolean resumed;

  /** The steps that the chain has come to in this life. */
  final Set<String> reached = new HashSet<>();

  /** New steps that wait until the chain has come back to those it had started before. */
  final List<Runnable> held = new ArrayList<>();

  /** Steps that have become something else, until somebody resumes the run. */
  final List<Runnable> changed = new ArrayList<>();

  /** What waits for the end of its pause. */
  final List<Runnable> uponResume = new ArrayList<>();

  /** Whether a person has accepted that the chain comes to its steps in another order. */
  boolean anyOrder;

  /** In what its route is another than the one it began with; null for nothing known. */
  @Nullable String divergence;

  /** The devices that it was sent, until its chain has got them. */
  private List<String> targets = new ArrayList<>();

  /** Its pauses that are over: from when until when. */
  private final Map<Instant, Instant> pauses = new TreeMap<>();

  /** Those that it has done something about. */
  final Set<DeviceSlot> devices = new HashSet<>();

  /** Whether it is over in both partitions, its own and its hub's: nothing of it goes on. */
  boolean over;

  /** When anything of it was last recorded. */
  @Nullable Instant movedAt;

  RunSlot(String id) {
    this.id = id;
  }

  RunState state() {
    return state;
  }

  long version() {
    return version;
  }

  StreamId stream() {
    return StreamId.run(id);
  }

  /** Hands over the devices that it was sent, and lets go of them: its chain gets them once. */
  List<String> takeTargets() {
    List<String> sent = targets;
    targets = new ArrayList<>();
    return sent;
  }

  /** How long of the time since then it was paused: nobody's patience ran meanwhile. */
  Duration pausedSince(Instant since, Instant now) {
    Duration paused = Duration.ZERO;
    for (Map.Entry<Instant, Instant> pause : pauses.entrySet()) {
      paused = paused.plus(overlap(pause.getKey(), pause.getValue(), since));
    }
    return state.pausedAt() == null ? paused : paused.plus(overlap(state.pausedAt(), now, since));
  }

  private static Duration overlap(Instant from, Instant to, Instant since) {
    Instant first = from.isAfter(since) ? from : since;
    return to.isAfter(first) ? Duration.between(first, to) : Duration.ZERO;
  }

  /** Whether its devices may be called. */
  boolean mayCall() {
    return state.isOpen() && !state.paused() && !state.cancelled();
  }

  /** The steps started in an earlier life that the chain has not come back to. */
  List<String> missing() {
    return state.steps().keySet().stream().filter(step -> !reached.contains(step)).toList();
  }

  /** The steps that are groups. */
  List<String> groups() {
    return state.steps().values().stream()
        .filter(step -> step.started().kind() == StepKind.GROUP)
        .map(step -> step.started().step())
        .toList();
  }

  /** Whether its chain and every step of it have come to their end. */
  boolean hasEnded() {
    return state.outcome() != null
        && state.steps().values().stream().allMatch(step -> step.settled() != null);
  }

  /** Lets go of what only a run that goes on needs. */
  void forget() {
    over = true;
    state = state.withoutMessage();
    targets = new ArrayList<>();
    devices.clear();
    pauses.clear();
    reached.clear();
  }

  void apply(RunEvent event) {
    if (event instanceof RunEvent.RunResumed resumed && state.pausedAt() != null) {
      pauses.put(state.pausedAt(), resumed.at());
    }
    state = Run.evolve(state, event);
    version++;
    if (event instanceof RunEvent.TargetsListed listed) {
      targets.addAll(listed.devices());
    }
  }
}
