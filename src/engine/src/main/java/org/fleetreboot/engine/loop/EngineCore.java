package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.UnknownHub;
import org.fleetreboot.engine.chain.AcceptedRuns;
import org.fleetreboot.engine.chain.Approvals;
import org.fleetreboot.engine.chain.ChainReplay;
import org.fleetreboot.engine.chain.ChainRoutes;
import org.fleetreboot.engine.chain.ChainSteps;
import org.fleetreboot.engine.chain.Checks;
import org.fleetreboot.engine.chain.HubWork;
import org.fleetreboot.engine.chain.OpenSteps;
import org.fleetreboot.engine.chain.RunControl;
import org.fleetreboot.engine.chain.RunRecovery;
import org.fleetreboot.engine.chain.Soaks;
import org.fleetreboot.engine.chain.StepTimeouts;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.Instants;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.workflow.fleet.JournalOpening;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * The engine as a step function: commands and the time in, events and effects out. It has no thread
 * and no clock, and its only I/O is that the {@link Fleet} reads what is at rest, by key. Its
 * driver carries out the effects of a step once its events are durable; if they cannot be made
 * durable, it carries out no further effect, and stops.
 */
final class EngineCore {
  /** The most devices skipped in one step, so that a large group does not delay the others. */
  private static final int SKIPPED_AT_ONCE = 1_000;

  final AcceptedRuns runs;
  final ChainRoutes routes;
  final RunControl control;
  final ChainSteps steps;
  final Fleet fleet;

  /** The hubs by their names, in the order of the settings. */
  private final Map<String, HubCore> hubs = new LinkedHashMap<>();

  private final EventRecorder recorder;
  private final RunRecovery runRecovery;
  private final StateCodec states = new StateCodec();
  private final @Nullable JournalPlace place;

  /** Timers of waits, which last as long as before when the clock is moved. */
  private final DueTimes<Timer> timers = new DueTimes<>();

  /** Timers of times of day, which follow the wall clock. */
  private final DueTimes<Timer> timesOfDay = new DueTimes<>();

  private boolean unfinished;
  private long numbers;

  EngineCore(
      Fleet fleet,
      EngineSettings settings,
      EventCodec codec,
      RandomGenerator random,
      EventIds ids,
      EngineObserver observer,
      Instant now) {
    this.fleet = fleet;
    this.place = settings.place();
    this.recorder = new EventRecorder(fleet, codec, random, ids, observer);
    for (HubSettings hub : settings.hubs()) {
      hubs.put(
          hub.hub(),
          new HubCore(
              fleet.hub(hub.hub()), hub, recorder, timers, timesOfDay, this::nextNumber, now));
    }
    Map<String, HubWork> work = new LinkedHashMap<>();
    hubs.forEach((name, hub) -> work.put(name, hub.work));
    ChainReplay replay = new ChainReplay(recorder, timers, settings.replayWithin());
    OpenSteps openSteps = new OpenSteps(recorder);
    StepTimeouts timeouts = new StepTimeouts(recorder, openSteps, timers, fleet.steady());
    Approvals approvals = new Approvals(recorder, openSteps, timeouts);
    this.steps =
        new ChainSteps(
            recorder,
            fleet,
            replay,
            openSteps,
            new Soaks(openSteps, timers, work.values()),
            approvals,
            new Checks(recorder, openSteps, timers, timeouts),
            timeouts,
            work,
            timers);
    this.routes = new ChainRoutes(recorder, fleet, replay, steps);
    this.runs = new AcceptedRuns(recorder, fleet, routes);
    this.control = new RunControl(recorder, fleet, steps, approvals, work.values(), place);
    this.runRecovery =
        new RunRecovery(recorder, fleet, steps, work.values(), settings.resumeWithin());
  }

  private long nextNumber() {
    return ++numbers;
  }

  /**
   * The hub of that name.
   *
   * @throws UnknownHub if there is none
   */
  HubCore hub(String name) {
    HubCore hub = hubs.get(name);
    if (hub == null) {
      throw new UnknownHub(name, hubs.keySet());
    }
    return hub;
  }

  Collection<HubCore> hubs() {
    return hubs.values();
  }

  /** Takes up what the journal holds. The fleet was folded from it before. */
  EngineOutput recover(
      EngineSettings settings,
      Map<String, Long> ends,
      Map<String, Set<UUID>> rewritten,
      Instant now) {
    fleet.steady().woke(now);
    if (place != null) {
      for (HubSettings hub : settings.hubs()) {
        openJournal(hub, place, ends, rewritten.getOrDefault(hub.hub(), Set.of()), now);
      }
    }
    fleet.begin(now);
    // Taken first: what is recorded below counts as a move of a run, however long it stood still.
    Map<LiveRun, Instant> lastMoves = fleet.lastMoves();
    hubs.values().forEach(hub -> hub.restoreGroups(now));
    hubs.values().forEach(hub -> hub.recoverDevices(() -> tellAll(now), now));
    runRecovery.recover(lastMoves, now);
    tellAll(now);
    return finish(now);
  }

  private void openJournal(
      HubSettings settings,
      JournalPlace at,
      Map<String, Long> ends,
      Set<UUID> rewritten,
      Instant now) {
    LiveHub hub = fleet.hub(settings.hub());
    JournalOpening opening = new JournalOpening(at, ends, rewritten, settings.knownJournals());
    recorder.record(hub, hub.stop().open(now, opening, recorder.newId()));
  }

  /**
   * The program has made no step since then, because it slept or the clock was moved. Does what a
   * start would do, before any step that calls a device.
   *
   * @param moved by how much of that time the clock was moved, which therefore did not pass
   */
  void stoodStill(Instant since, Duration moved, Instant now) {
    fleet.steady().woke(now);
    runRecovery.stoodStill(since, moved, now);
    tellAll(now);
  }

  /**
   * The clock was moved by this much beyond the time that passed. Every wait lasts as long as
   * before.
   */
  void clockMoved(Duration by) {
    fleet.clockMoved(by);
    timers.move(by);
    hubs.values().forEach(hub -> hub.clockMoved(by));
  }

  /** Gives no more turns, and completes {@code idle} once no call is on the wire. */
  void drain(CompletableFuture<@Nullable Void> idle) {
    routes.drain();
    List<CompletableFuture<@Nullable Void>> each = new ArrayList<>();
    for (HubCore hub : hubs.values()) {
      CompletableFuture<@Nullable Void> idleHub = new CompletableFuture<>();
      each.add(idleHub);
      hub.turns.drain(idleHub);
    }
    var unused =
        CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
            .thenRun(() -> idle.complete(null));
  }

  /** Adds an effect, carried out once all events of this step are durable. */
  void effect(Effect effect) {
    recorder.effect(effect);
  }

  /** How many events this step has recorded so far. */
  int recorded() {
    return recorder.recorded();
  }

  /** Makes a step: decides for all given commands, and for all that is due. */
  EngineOutput step(List<Command> commands, Instant now) {
    for (Command command : commands) {
      command.decide(this, now);
      tellAll(now);
    }
    return finish(now);
  }

  /** Tells each fact once to everyone who acts on it, in this order. */
  private void tellAll(Instant now) {
    for (Fact fact = recorder.next(); fact != null; fact = recorder.next()) {
      for (HubCore hub : hubs.values()) {
        hub.on(fact, now);
      }
      steps.on(fact, now);
    }
  }

  private EngineOutput finish(Instant now) {
    fire(timesOfDay, now);
    fire(timers, now);
    unfinished = judge(now);
    hubs.values().forEach(hub -> hub.turns.grant(now));
    tellAll(now);
    unfinished |= judge(now);
    Effect leaving = fleet.passivation().next(states, now);
    if (leaving != null) {
      recorder.effect(leaving);
    }
    return recorder.close();
  }

  /**
   * Judges the changed groups; returns whether some are left for the next step, which must follow
   * at once.
   */
  private boolean judge(Instant now) {
    boolean left = false;
    int room = SKIPPED_AT_ONCE;
    boolean judged = true;
    // A group that ends may end those of its step on other hubs.
    while (judged && !left) {
      judged = false;
      for (HubCore hub : hubs.values()) {
        LiveGroup group = hub.hub.changed().next();
        if (group != null) {
          int skipped = hub.judge(group, room, now);
          tellAll(now);
          judged = true;
          left |= skipped > room;
          room -= Math.min(skipped, room);
        }
      }
    }
    return left;
  }

  private void fire(DueTimes<Timer> times, Instant now) {
    for (var due = times.peek(now); due != null; due = times.peek(now)) {
      times.remove(due);
      due.what().fire(now);
      tellAll(now);
    }
  }

  /** When the next step is due without a command; null if only a command can cause one. */
  @Nullable Instant wakeAt(Instant now) {
    if (unfinished) {
      return now;
    }
    Instant due = Instants.earlier(timers.next(), timesOfDay.next());
    for (HubCore hub : hubs.values()) {
      due = Instants.earlier(due, hub.turns.wakeAt());
    }
    return due;
  }

  /** A command to the engine, decided in one of its steps. */
  @FunctionalInterface
  interface Command {
    void decide(EngineCore core, Instant now);
  }
}
