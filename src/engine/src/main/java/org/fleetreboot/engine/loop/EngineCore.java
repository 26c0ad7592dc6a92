package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.chain.AcceptedRuns;
import org.fleetreboot.engine.chain.Approvals;
import org.fleetreboot.engine.chain.ChainReplay;
import org.fleetreboot.engine.chain.ChainRoutes;
import org.fleetreboot.engine.chain.ChainSteps;
import org.fleetreboot.engine.chain.Checks;
import org.fleetreboot.engine.chain.OpenSteps;
import org.fleetreboot.engine.chain.RunControl;
import org.fleetreboot.engine.chain.RunRecovery;
import org.fleetreboot.engine.chain.Soaks;
import org.fleetreboot.engine.chain.StepTimeouts;
import org.fleetreboot.engine.group.BudgetQueue;
import org.fleetreboot.engine.group.CallDecisions;
import org.fleetreboot.engine.group.DeferralRules;
import org.fleetreboot.engine.group.DeviceSkipper;
import org.fleetreboot.engine.group.DisconnectedPoller;
import org.fleetreboot.engine.group.GroupTimeout;
import org.fleetreboot.engine.group.GroupWindows;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.group.HubQueries;
import org.fleetreboot.engine.group.InvocationAnswers;
import org.fleetreboot.engine.group.MaxDownCheck;
import org.fleetreboot.engine.group.Targets;
import org.fleetreboot.engine.group.TurnScheduler;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.poll.PollScheduler;
import org.fleetreboot.engine.poll.StabilityChecks;
import org.fleetreboot.engine.state.ChangedGroups;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.Instants;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.JournalOpening;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.group.GroupState;
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
  final Groups groups;
  final TurnScheduler turns;
  final PollScheduler polls;
  final HubBreakers breakers;
  final HubQuota quota;
  final Fleet fleet;
  private final EventRecorder recorder;
  private final RunRecovery runRecovery;
  private final StateCodec states = new StateCodec();
  private final @Nullable JournalPlace place;

  /** Timers of waits, which last as long as before when the clock is moved. */
  private final DueTimes<Timer> timers = new DueTimes<>();

  /** Timers of times of day, which follow the wall clock. */
  private final DueTimes<Timer> timesOfDay = new DueTimes<>();

  private boolean unfinished;

  EngineCore(
      Fleet fleet,
      EngineSettings settings,
      EventCodec codec,
      RandomGenerator random,
      EventIds ids,
      EngineObserver observer) {
    this.fleet = fleet;
    this.place = settings.place();
    this.recorder = new EventRecorder(fleet, settings.hub(), codec, random, ids, observer);
    this.quota = new HubQuota(settings.tier(), settings.units(), settings.share());
    this.breakers = new HubBreakers(quota);
    ChainReplay replay = new ChainReplay(recorder, timers, settings.replayWithin());
    OpenSteps openSteps = new OpenSteps(recorder);
    StepTimeouts timeouts = new StepTimeouts(recorder, openSteps, timers, fleet.steady());
    StabilityChecks stabilityChecks = new StabilityChecks(recorder, fleet);
    Approvals approvals = new Approvals(recorder, openSteps, timeouts);
    GroupWindows windows = new GroupWindows(timers, timesOfDay);
    GroupTimeout timeout = new GroupTimeout(fleet);
    BudgetQueue budgetQueue = new BudgetQueue(fleet, timeout);
    MaxDownCheck maxDown = new MaxDownCheck(fleet);
    DeferralRules deferralRules =
        new DeferralRules(recorder, timers, timesOfDay, windows, budgetQueue, maxDown, timeout);
    DeviceSkipper skipper = new DeviceSkipper(recorder);
    HubQueries hub = new HubQueries(recorder, breakers, timers);
    this.groups =
        new Groups(
            recorder,
            fleet,
            windows,
            budgetQueue,
            maxDown,
            deferralRules,
            skipper,
            new Targets(recorder, fleet, hub, timers),
            new DisconnectedPoller(fleet, hub, timers, budgetQueue));
    this.steps =
        new ChainSteps(
            recorder,
            fleet,
            replay,
            openSteps,
            new Soaks(openSteps, timers, stabilityChecks),
            approvals,
            new Checks(recorder, openSteps, timers, timeouts),
            timeouts,
            groups,
            timers);
    this.routes = new ChainRoutes(recorder, fleet, replay, steps);
    this.runs = new AcceptedRuns(recorder, fleet, routes);
    this.control = new RunControl(recorder, fleet, steps, approvals, skipper, place);
    this.polls = new PollScheduler(recorder, fleet, quota, breakers, stabilityChecks);
    this.turns =
        new TurnScheduler(
            recorder,
            fleet,
            groups,
            deferralRules,
            new CallDecisions(recorder, fleet, groups, deferralRules, skipper, timeout),
            new InvocationAnswers(recorder, breakers, skipper),
            quota,
            breakers,
            timers,
            settings.callSlots());
    this.runRecovery = new RunRecovery(recorder, fleet, steps, groups, settings.resumeWithin());
  }

  /** Takes up what the journal holds. The fleet was folded from it before. */
  EngineOutput recover(
      EngineSettings settings, Map<String, Long> ends, Set<UUID> rewritten, Instant now) {
    fleet.steady().woke(now);
    if (place != null) {
      JournalOpening opening = new JournalOpening(place, ends, rewritten, settings.knownJournals());
      recorder.record(fleet.stop().open(now, opening, recorder.newId()));
    }
    fleet.begin(now);
    // Taken first: what is recorded below counts as a move of a run, however long it stood still.
    Map<LiveRun, Instant> lastMoves = fleet.lastMoves();
    for (LiveGroup group : fleet.groups()) {
      if (group.isSettled()) {
        group.forget();
      } else if (group.state().phase() != GroupState.Phase.COLLECTING) {
        groups.restore(group, now);
      }
    }
    for (LiveDevice device : fleet.devices()) {
      if (device.state() instanceof RebootState.Calling) {
        recorder.record(device, Reboot.decide(device.state(), new RebootCommand.Recover(now)));
        tellAll(now);
      } else {
        polls.plan(device, now);
      }
    }
    runRecovery.recover(lastMoves, now);
    tellAll(now);
    return finish(now);
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
    polls.clockMoved(by);
    turns.clockMoved(by);
  }

  /** Gives no more turns, and completes {@code idle} once no call is on the wire. */
  void drain(CompletableFuture<@Nullable Void> idle) {
    routes.drain();
    turns.drain(idle);
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
      polls.on(fact, now);
      groups.on(fact, now);
      steps.on(fact, now);
    }
  }

  private EngineOutput finish(Instant now) {
    fire(timesOfDay, now);
    fire(timers, now);
    unfinished = judge(now);
    turns.grant(now);
    tellAll(now);
    unfinished |= judge(now);
    Effect leaving = fleet.passivation().next(recorder.streams, states, now);
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
    int room = SKIPPED_AT_ONCE;
    ChangedGroups changed = fleet.changed();
    for (LiveGroup group = changed.next(); group != null; group = changed.next()) {
      int skipped = groups.judge(group, room, now);
      tellAll(now);
      if (skipped > room) {
        return true;
      }
      room -= skipped;
    }
    return false;
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
    return Instants.earlier(Instants.earlier(timers.next(), timesOfDay.next()), turns.wakeAt());
  }

  /** A command to the engine, decided in one of its steps. */
  @FunctionalInterface
  interface Command {
    void decide(EngineCore core, Instant now);
  }
}
