package org.fleetreboot.engine.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.Events;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.engine.Notes;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.engine.Steps;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.engine.UnknownHub;
import org.fleetreboot.engine.hub.HubQuota;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine that is at work while this node has the partitions of a shared journal, and idle
 * otherwise. An idle one answers every question about the past, and passes runs and orders on to
 * the node that is at work. The journal decides: a node that was taken for dead cannot write, gives
 * its work back and is idle, however long it slept. So is one whose database does not answer when
 * it has to read. Thread-safe.
 */
public final class NodeEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(NodeEngine.class);

  private final SharedJournal journal;
  private final EngineSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final EngineObserver observer;
  private final OtherNodes others;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private volatile @Nullable DurableEngine working;

  /**
   * An idle one.
   *
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   * @param observer is told what the engine decides
   */
  public NodeEngine(
      SharedJournal journal,
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      EngineObserver observer,
      OtherNodes others) {
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
    this.observer = observer;
    this.others = others;
  }

  /**
   * Takes all partitions, and begins to work from what they hold. The caller then starts its
   * routes, and says so ({@link Runs#routesStarted}).
   *
   * @return completes when the work here has ended, by {@link #rest}, because another node has
   *     taken over, or because the database does not answer
   * @throws PartitionLost if another node takes over meanwhile
   * @throws org.fleetreboot.journal.JournalFailed if the journal cannot be read or written
   */
  public synchronized CompletionStage<Void> work(FoldProgress progress) {
    if (working != null) {
      throw new IllegalStateException("The node is at work already.");
    }
    try {
      for (String partition : partitions()) {
        var unused = journal.take(partition).join();
      }
      DurableEngine opened =
          DurableEngine.open(journal, settings, clock, nanos, progress, observer);
      working = opened;
      CompletableFuture<Void> ended = new CompletableFuture<>();
      var unused = opened.failure().thenAccept(why -> stopped(opened, why, ended));
      var unusedEnd = opened.closed().thenRun(() -> ended.complete(null));
      return ended;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void stopped(DurableEngine engine, Throwable why, CompletableFuture<Void> ended) {
    if (why instanceof PartitionLost || why instanceof JournalUnreachable) {
      LOG.info("This node is idle now. {}", why.getMessage());
      if (working == engine) {
        working = null;
      }
      engine.close();
      ended.complete(null);
    } else {
      failure.complete(why);
    }
  }

  /**
   * Ends the work, and gives the partitions back, so that another node can begin at once. Nothing
   * happens to an idle one.
   *
   * @param drain how long to wait for the answers under way
   */
  public synchronized void rest(Duration drain) {
    DurableEngine engine = working;
    if (engine == null) {
      return;
    }
    if (!engine.failure().toCompletableFuture().isDone()) {
      engine.drain(drain);
    }
    working = null;
    engine.close();
    if (!journal.failure().toCompletableFuture().isDone()) {
      partitions().forEach(partition -> journal.release(partition).join());
    }
  }

  private List<String> partitions() {
    return Stream.concat(
            Stream.of(StreamId.RUNS), settings.hubNames().stream().map(StreamId::partitionOf))
        .toList();
  }

  /** Whether this node works with the hubs. */
  public boolean isAtWork() {
    return working != null;
  }

  @Override
  public Runs runs() {
    DurableEngine engine = working;
    return engine == null ? new IdleRuns(others) : engine.runs();
  }

  @Override
  public Steps steps() {
    DurableEngine engine = working;
    return engine == null ? new IdleSteps() : engine.steps();
  }

  @Override
  public Turns turns() {
    DurableEngine engine = working;
    return engine == null ? new IdleTurns() : engine.turns();
  }

  @Override
  public Polls polls() {
    DurableEngine engine = working;
    return engine == null ? new IdlePolls() : engine.polls();
  }

  @Override
  public Notes notes() {
    DurableEngine engine = working;
    return engine == null
        ? (run, step, hub, device, note) -> CompletableFuture.failedStage(new NodeIdle())
        : engine.notes();
  }

  /** On an idle node nobody is told anything: each event is told on the node at work. */
  @Override
  public Events events() {
    DurableEngine engine = working;
    return engine == null ? (name, kind, handler) -> () -> {} : engine.events();
  }

  @Override
  public Control control() {
    DurableEngine engine = working;
    return engine == null ? others.control() : engine.control();
  }

  @Override
  public FleetView view() {
    return journal.view();
  }

  @Override
  public List<String> hubs() {
    return settings.hubNames();
  }

  @Override
  public HubHealth health(String hub) {
    DurableEngine engine = working;
    return engine == null ? idle(hub, HubHealth.GOOD) : engine.health(hub);
  }

  @Override
  public HubHeadroom headroom(String hub) {
    DurableEngine engine = working;
    if (engine != null) {
      return engine.headroom(hub);
    }
    for (HubSettings known : settings.hubs()) {
      if (known.hub().equals(hub)) {
        return new HubQuota(known.tier(), known.units(), known.share()).headroom(clock.instant());
      }
    }
    throw new UnknownHub(hub, settings.hubNames());
  }

  private <T> T idle(String hub, T answer) {
    if (!settings.hubNames().contains(hub)) {
      throw new UnknownHub(hub, settings.hubNames());
    }
    return answer;
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return failure.minimalCompletionStage();
  }

  @Override
  public void drain(Duration atMost) {
    DurableEngine engine = working;
    if (engine != null) {
      engine.drain(atMost);
    }
  }

  @Override
  public void close() {
    rest(Duration.ZERO);
  }
}
