package org.fleetreboot.engine.loop;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.Events;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.Notes;
import org.fleetreboot.engine.OpenOnAnotherHub;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine on a journal: one thread owns the state, and a queue feeds it. */
public final class DurableEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(DurableEngine.class);

  private final Journal journal;
  private final CommandQueue queue;
  private final RecoveredState state;
  private final EngineLoop loop;
  private final Subscriptions events;
  private final @Nullable Thread thread;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private DurableEngine(
      Journal journal,
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random,
      FoldProgress progress,
      EngineObserver observer,
      boolean ownThread) {
    EventCodec codec = new EventCodec();
    this.journal = journal;
    this.queue = new CommandQueue(!ownThread);
    this.state =
        RecoveredState.read(journal, codec, settings, random, progress, observer, clock.instant());
    StepEffects effects =
        new StepEffects(
            state.last(), this::wakeSubscribers, new JournalContext(queue, journal, codec));
    this.loop = new EngineLoop(journal, state.core(), queue, clock, nanos, effects, observer);
    this.events = new Subscriptions(journal, codec, effects::durable, clock);
    loop.recover(state.recovery());
    this.thread = ownThread ? new Thread(loop::run, "engine") : null;
  }

  /**
   * Takes up what the journal holds, and starts. The caller must say when its routes have started
   * ({@link Runs#routesStarted}), and close the journal after the engine.
   *
   * @throws OpenOnAnotherHub if a run of another hub is open in the journal
   * @throws JournalFailed if the journal cannot be read or written
   */
  public static DurableEngine open(Journal journal, EngineSettings settings, InstantSource clock) {
    return open(
        journal, settings, clock, neverMoved(clock), FoldProgress.NONE, EngineObserver.NONE);
  }

  /**
   * The same, and detects that the clock was moved.
   *
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   * @param progress is told how far the start has come
   * @param observer is told what the engine decides
   */
  public static DurableEngine open(
      Journal journal,
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      FoldProgress progress,
      EngineObserver observer) {
    long seed = new SecureRandom().nextLong();
    DurableEngine engine =
        new DurableEngine(
            journal, settings, clock, nanos, new SplittableRandom(seed), progress, observer, true);
    if (engine.thread != null) {
      // Lets a program whose start failed end; everything that happened is in the journal.
      engine.thread.setDaemon(true);
      engine.thread.start();
    }
    return engine;
  }

  /** A monotonic clock by which the given clock is never moved. */
  public static LongSupplier neverMoved(InstantSource clock) {
    return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /** An engine that makes a step only when its driver does. */
  static DurableEngine manual(
      Journal journal, EngineSettings settings, InstantSource clock, long seed) {
    return new DurableEngine(
        journal,
        settings,
        clock,
        neverMoved(clock),
        new SplittableRandom(seed),
        FoldProgress.NONE,
        EngineObserver.NONE,
        false);
  }

  private void wakeSubscribers() {
    events.wake();
  }

  /** The loop that makes the steps, for a driver by hand. */
  EngineLoop loop() {
    return loop;
  }

  /** The state in memory; for the thread that drives the engine. */
  Fleet fleet() {
    return state.fleet();
  }

  @Override
  public Runs runs() {
    return new QueuedRuns(queue);
  }

  @Override
  public Steps steps() {
    return new QueuedSteps(queue);
  }

  @Override
  public Turns turns() {
    return new QueuedTurns(queue);
  }

  @Override
  public Polls polls() {
    return new QueuedPolls(queue);
  }

  @Override
  public Notes notes() {
    return (run, step, hub, device, note) ->
        queue.tell((core, now) -> core.control.note(run, step, hub, device, note, now));
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public Control control() {
    return new QueuedControl(queue);
  }

  @Override
  public FleetView view() {
    return journal.view();
  }

  @Override
  public List<String> hubs() {
    return state.fleet().hubs().stream().map(hub -> hub.name).toList();
  }

  @Override
  public HubHealth health(String hub) {
    return loop.health(hub);
  }

  @Override
  public HubHeadroom headroom(String hub) {
    return loop.headroom(hub);
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return queue.failure().minimalCompletionStage();
  }

  @Override
  public void drain(Duration atMost) {
    CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();
    queue.tell((core, now) -> core.drain(idle));
    try {
      // A stopped engine receives no more answers.
      CompletableFuture.anyOf(idle, queue.failure()).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Calls are still under way after {}; the next start polls their devices.",
          DurationFormat.of(atMost));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes when it is closed. */
  public CompletionStage<Void> closed() {
    return closed.minimalCompletionStage();
  }

  @Override
  public void close() {
    queue.close();
    events.close();
    closed.complete(null);
    if (thread == null || thread == Thread.currentThread() || EffectThread.isCurrent()) {
      return;
    }
    try {
      thread.join(EngineLoop.LONGEST_WAIT.multipliedBy(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
