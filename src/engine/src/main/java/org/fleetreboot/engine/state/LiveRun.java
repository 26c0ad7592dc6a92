package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** One run in the memory of the engine. */
public final class LiveRun {
  /** Why groups end that are under way when their chain has come to its end. */
  public static final String CHAIN_ENDED = "the chain ended";

  public final String id;
  private RunState state = RunState.INITIAL;
  private int version;

  private ChainPass pass = new ChainPass();

  /** Whether its chain has begun before: in an earlier life, or before its route was stopped. */
  private boolean begunBefore;

  /** The devices that it was sent, until its chain has got them for the first time. */
  private List<String> targets = new ArrayList<>();

  private final SteadyTime steady;

  private final Pauses pauses = new Pauses();

  /** When all calls to the hub were stopped. */
  private final Pauses stops;

  /** When its steps began, in steady time. */
  private final Map<String, Instant> began = new HashMap<>();

  /** When the ends of its steps were set last, by the clock of then. */
  private final Map<String, Instant> endsSetAt = new HashMap<>();

  /** By how much the clock was moved while its steps waited: their ends are by the one of then. */
  private final Map<String, Duration> moved = new HashMap<>();

  /** Those that it has done something about. */
  private final Set<LiveDevice> devices = new HashSet<>();

  /** Whether it is over in both partitions, its own and its hub's: nothing of it goes on. */
  private boolean over;

  /** When anything of it was last recorded. */
  private @Nullable Instant movedAt;

  public LiveRun(String id, SteadyTime steady, Pauses stops) {
    this.id = id;
    this.steady = steady;
    this.stops = stops;
  }

  public RunState state() {
    return state;
  }

  long version() {
    return version;
  }

  public StreamId stream() {
    return StreamId.run(id);
  }

  /** Its way through its chain; another one once the chain has given it back. */
  public ChainPass pass() {
    return pass;
  }

  /** The timer, unless its chain has given it back by then. */
  public Timer inThisPass(Timer timer) {
    ChainPass mine = pass;
    return now -> {
      if (pass == mine) {
        timer.ring(now);
      }
    };
  }

  /** Its chain goes no further with it, and will begin anew: as after a restart. */
  public void giveBack() {
    pass = new ChainPass();
    begunBefore = true;
  }

  /** Its chain had begun in an earlier life. */
  public void takeUp() {
    begunBefore = true;
  }

  /** Whether its chain has begun before: in an earlier life, or before its route was stopped. */
  public boolean hasBegunBefore() {
    return begunBefore;
  }

  /** Something of it was recorded. */
  public void moved(Instant at) {
    movedAt = at;
  }

  /** When anything of it was last recorded. */
  @Nullable Instant movedAt() {
    return movedAt;
  }

  /** It has done something about the device. */
  void acted(LiveDevice device) {
    devices.add(device);
  }

  /** Those that it has done something about. */
  public Set<LiveDevice> devices() {
    return Collections.unmodifiableSet(devices);
  }

  /** Whether it is over in both partitions, its own and its hub's: nothing of it goes on. */
  public boolean isOver() {
    return over;
  }

  /** Hands over the devices that it was sent, and lets go of them. */
  public List<String> takeTargets() {
    List<String> sent = targets;
    targets = new ArrayList<>();
    return sent;
  }

  /** The clock was moved by that. What a pause adds to the end of a step, it adds by the clock. */
  public void clockMoved(Duration by) {
    if (state.isOpen() && !state.paused()) {
      for (RunState.Step step : state.steps().values()) {
        if (step.settled() == null) {
          moved.merge(step.started().step(), by, Duration::plus);
        }
      }
    }
  }

  /** By how much the clock was moved since the end of the step was set. */
  public Duration clockMoved(String step) {
    return moved.getOrDefault(step, Duration.ZERO);
  }

  /** A life begins: what its steps wait for began by now. */
  public void begin(Instant now) {
    if (state.paused()) {
      // What it adds to the end of a step tells how much of it was left.
      return;
    }
    endsSetAt.forEach(
        (step, set) -> {
          if (now.isBefore(set)) {
            moved.merge(step, Duration.between(set, now), Duration::plus);
          }
        });
  }

  /** Whether nobody's patience runs: the run is paused, or all calls are stopped. */
  public boolean rests() {
    return state.paused() || stops.areUnderWay();
  }

  /**
   * How long of the time since then it rested.
   *
   * @param since in steady time, as {@code now} is
   */
  public Duration restedSince(Instant since, Instant now) {
    return pauses.with(stops, since, now);
  }

  /** When a step that is open began, in steady time; null for any other. */
  public @Nullable Instant began(String step) {
    return began.get(step);
  }

  /**
   * How much later than its state tells the step ends: its calls were stopped, and it not paused.
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

  /** The steps started in an earlier life that the chain has not come back to. */
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

  /** Those that are under way. */
  public List<String> openGroups() {
    return state.steps().values().stream()
        .filter(step -> step.started().kind() == StepKind.GROUP && step.settled() == null)
        .map(step -> step.started().step())
        .toList();
  }

  /** Whether its chain and every step of it have come to their end. */
  public boolean hasEnded() {
    return state.outcome() != null
        && state.steps().values().stream().allMatch(step -> step.settled() != null);
  }

  /** Lets go of what only a run that goes on needs. */
  public void forget() {
    over = true;
    state = state.withoutMessage();
    targets = new ArrayList<>();
    devices.clear();
    pauses.clear();
    moved.clear();
    began.clear();
    endsSetAt.clear();
    pass = new ChainPass();
  }

  public void apply(RunEvent event) {
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
      targets.addAll(listed.devices());
    }
  }
}
