package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** One run in the memory of the engine. */
public final class LiveRun {
  /** Why the groups under way end when their chain has ended. */
  public static final String CHAIN_ENDED = "the chain ended";

  public final String id;
  private RunState state = RunState.INITIAL;
  private int version;

  private ChainPass pass = new ChainPass();

  /** Whether its chain has begun before: before a restart, or before its route was stopped. */
  private boolean begunBefore;

  /** The devices that it was sent, until its chain has received them for the first time. */
  private List<Target> targets = new ArrayList<>();

  private final SteadyTime steady;

  private final Pauses pauses = new Pauses();

  /** When all calls to all hubs were stopped. */
  private final HubStops stops;

  /** When its open steps began, in steady time. */
  private final Map<String, Instant> began = new HashMap<>();

  /** When the ends of its open steps were last set, by the clock of that moment. */
  private final Map<String, Instant> endsSetAt = new HashMap<>();

  /**
   * By how much the clock was moved while its steps waited: their ends are times of the clock that
   * set them.
   */
  private final Map<String, Duration> clockMoves = new HashMap<>();

  /** The devices that it has done something about, by their hub. */
  private final Map<LiveHub, Set<LiveDevice>> actedOn = new LinkedHashMap<>();

  /**
   * Whether it has ended in all partitions, its own and those of its hubs, so that nothing more
   * happens in it.
   */
  private boolean over;

  /** When anything of it was last recorded; null if nothing was. */
  private @Nullable Instant lastRecordedAt;

  LiveRun(String id, SteadyTime steady, HubStops stops) {
    this.id = id;
    this.steady = steady;
    this.stops = stops;
  }

  /** A run that is over, as its snapshot keeps it. */
  LiveRun(String id, SteadyTime steady, HubStops stops, RestingStates.OverRun kept) {
    this(id, steady, stops);
    state = kept.state();
    version = Math.toIntExact(kept.version());
    over = true;
  }

  public RunState state() {
    return state;
  }

  /** The chain that it was accepted for; null before that. */
  @Nullable String chain() {
    RunEvent.RunAccepted accepted = state.accepted();
    return accepted == null ? null : accepted.chain();
  }

  long version() {
    return version;
  }

  public StreamId stream() {
    return StreamId.run(id);
  }

  /** Its current pass through its chain; a new one once the chain has given it back. */
  public ChainPass pass() {
    return pass;
  }

  /** The timer, which does nothing once the chain has given the run back. */
  public Timer inThisPass(Timer timer) {
    ChainPass mine = pass;
    return now -> {
      if (pass == mine) {
        timer.fire(now);
      }
    };
  }

  /** The chain gives it back, and begins anew, as after a restart. */
  public void giveBack() {
    pass = new ChainPass();
    begunBefore = true;
  }

  /** Its chain began before the engine started. */
  public void markBegunBefore() {
    begunBefore = true;
  }

  /** Whether its chain has begun before: before a restart, or before its route was stopped. */
  public boolean hasBegunBefore() {
    return begunBefore;
  }

  /** Something of it was recorded. */
  void recorded(Instant at) {
    lastRecordedAt = at;
  }

  /** When anything of it was last recorded; null if nothing was. */
  @Nullable Instant lastRecordedAt() {
    return lastRecordedAt;
  }

  /** It has done something about the device. */
  void acted(LiveHub hub, LiveDevice device) {
    actedOn.computeIfAbsent(hub, key -> new IndexedSet<>()).add(device);
  }

  /** The devices of that hub that it has done something about. */
  public Set<LiveDevice> devices(LiveHub hub) {
    return Collections.unmodifiableSet(actedOn.getOrDefault(hub, Set.of()));
  }

  Map<LiveHub, Set<LiveDevice>> actedOn() {
    return actedOn;
  }

  boolean hasActedOn(LiveDevice device) {
    return actedOn.values().stream().anyMatch(devices -> devices.contains(device));
  }

  /**
   * Whether it has ended in all partitions, its own and those of its hubs, so that nothing more
   * happens in it.
   */
  public boolean isOver() {
    return over;
  }

  /** Takes the devices that it was sent. */
  public List<Target> takeTargets() {
    List<Target> sent = targets;
    targets = new ArrayList<>();
    return sent;
  }

  /**
   * The clock was moved by this much. A pause moves the end of a step by the clock, so a paused run
   * needs no correction.
   */
  void clockMoved(Duration by) {
    if (state.isOpen() && !state.paused()) {
      for (RunState.Step step : state.steps().values()) {
        if (step.settled() == null) {
          clockMoves.merge(step.started().step(), by, Duration::plus);
        }
      }
    }
  }

  /** By how much the clock was moved since the end of the step was set. */
  public Duration clockMoved(String step) {
    return clockMoves.getOrDefault(step, Duration.ZERO);
  }

  /** The engine starts: the waits of its steps began no later than now. */
  void begin(Instant now) {
    if (state.paused()) {
      // Resuming it adds the time that was left to the end of each step.
      return;
    }
    endsSetAt.forEach(
        (step, set) -> {
          if (now.isBefore(set)) {
            clockMoves.merge(step, Duration.between(set, now), Duration::plus);
          }
        });
  }

  /**
   * Whether the time that its steps may wait stands still: it is paused, or all calls are stopped.
   */
  public boolean rests() {
    return state.paused() || stops.areUnderWay();
  }

  /**
   * How much of the time since then did not count, because it was paused or all calls were stopped.
   *
   * @param since in steady time
   * @param now in steady time
   */
  private Duration restedSince(Instant since, Instant now) {
    return restedSince(stops.until(now), since, now);
  }

  /** The same where only the calls to one hub matter, which were stopped then. */
  Duration restedSince(Pauses stopsOfHub, Instant since, Instant now) {
    return pauses.with(stopsOfHub, since, now);
  }

  /** When an open step began, in steady time; null for any other step. */
  public @Nullable Instant began(String step) {
    return began.get(step);
  }

  /**
   * How much later than its state says the step ends, because all calls were stopped while the run
   * was not paused.
   */
  public Duration stopped(String step, Instant now) {
    Instant since = began.get(step);
    Instant until = steady.of(now);
    return since == null
        ? Duration.ZERO
        : restedSince(since, until).minus(pauses.between(since, until));
  }

  /** Whether its devices may be called. */
  public boolean mayCall() {
    return state.isOpen() && !state.paused() && !state.cancelled();
  }

  /** The steps that were started before and that the chain has not reached in this pass. */
  public List<String> missing() {
    return state.steps().keySet().stream().filter(step -> !pass.hasReached(step)).toList();
  }

  /** The steps that are groups. */
  public List<String> groups() {
    return state.steps().values().stream()
        .filter(step -> step.started().kind() == StepKind.GROUP)
        .map(step -> step.started().step())
        .toList();
  }

  /** The hubs of a step that is a group; empty for any other step. */
  public List<String> hubs(String step) {
    RunState.Step known = state.steps().get(step);
    return known == null ? List.of() : known.started().hubs();
  }

  /** The steps that are groups on that hub. */
  public List<String> groups(LiveHub hub) {
    return groups().stream().filter(step -> hubs(step).contains(hub.name)).toList();
  }

  /** Whether its chain and each of its steps have ended. */
  public boolean hasEnded() {
    return state.outcome() != null
        && state.steps().values().stream().allMatch(step -> step.settled() != null);
  }

  /** Forgets what only an open run needs. */
  void forget() {
    over = true;
    state = state.withoutMessage();
    targets = new ArrayList<>();
    actedOn.clear();
    pauses.clear();
    clockMoves.clear();
    began.clear();
    endsSetAt.clear();
    pass.forgetReached();
  }

  void apply(RunEvent event) {
    state = Run.evolve(state, event);
    if (event instanceof RunEvent.RunPaused paused) {
      pauses.begin(steady.of(paused.since()));
    } else if (!state.paused()) {
      pauses.end(steady.of(event.at()));
    }
    if (event instanceof RunEvent.StepStarted started) {
      began.put(started.step(), steady.of(started.at()));
      endsSetAt.put(started.step(), started.at());
    } else if (event instanceof RunEvent.RunResumed) {
      endsSetAt.replaceAll((step, set) -> event.at());
    } else if (event instanceof RunEvent.StepSettled settled) {
      began.remove(settled.step());
      endsSetAt.remove(settled.step());
    }
    version++;
    if (event instanceof RunEvent.TargetsListed listed) {
      targets.addAll(listed.targets());
    }
  }
}
