package org.fleetreboot.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.workflow.InvocationAnswer;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.TwinReading;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on a journal: one thread owns the state and is fed by a queue.
 *
 * <p>Per step it decides for all commands that wait, appends their events in one transaction for
 * each partition, and only then lets the effects out. There is no artificial delay: while one
 * commit runs, the next batch gathers.
 */
public final class DurableEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(DurableEngine.class);

  /** More would make one commit long, and gain nothing. */
  private static final int COMMANDS_AT_ONCE = 8_192;

  /** However far the next due time is: the wall clock may jump meanwhile. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Journal journal;
  private final InstantSource clock;
  private final EventCodec codec = new EventCodec();
  private final FleetProjection view = FleetProjection.live();
  private final BlockingQueue<Ask<?>> queue = new LinkedBlockingQueue<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final EngineCore core;
  private final @Nullable Thread thread;
  private volatile HubHealth health = HubHealth.GOOD;
  private volatile boolean closed;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  private DurableEngine(
      Journal journal,
      EngineSettings settings,
      InstantSource clock,
      RandomGenerator random,
      boolean ownThread) {
    this.journal = journal;
    this.clock = clock;
    Fleet fleet = new Fleet();
    FleetReader.read(journal, codec, settings.hub(), fleet, view);
    this.core = new EngineCore(fleet, settings, codec, random, this::ask);
    commit(core.recover(settings, clock.instant()));
    this.thread = ownThread ? new Thread(this::loop, "engine") : null;
  }

  /**
   * Takes up what the journal holds, and starts. The caller closes the journal, after the engine.
   *
   * @throws OpenOnAnotherHub when a run of another hub is open in it
   * @throws JournalFailed when the journal cannot be read or written
   */
  public static DurableEngine open(Journal journal, EngineSettings settings, InstantSource clock) {
    long seed = new SecureRandom().nextLong();
    DurableEngine engine =
        new DurableEngine(journal, settings, clock, new SplittableRandom(seed), true);
    if (engine.thread != null) {
      engine.thread.start();
    }
    return engine;
  }

  /** An engine that makes a step only when its drive does. */
  static DurableEngine manual(
      Journal journal, EngineSettings settings, InstantSource clock, long seed) {
    return new DurableEngine(journal, settings, clock, new SplittableRandom(seed), false);
  }

  private void loop() {
    try {
      while (!closed) {
        step(untilDue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Errors too: a thread that is gone without a word keeps everybody waiting.
      stop(causeOf(e));
    }
  }

  private Duration untilDue() {
    Instant now = clock.instant();
    Instant due = core.wakeAt(now);
    if (due == null) {
      return LONGEST_WAIT;
    }
    Duration wait = due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** Makes one step, after waiting that long for a command. */
  void step(Duration wait) throws InterruptedException {
    List<Ask<?>> asks = new ArrayList<>();
    Ask<?> first = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      asks.add(first);
      queue.drainTo(asks, COMMANDS_AT_ONCE - 1);
    }
    try {
      commit(core.step(List.copyOf(asks), clock.instant()));
    } catch (RuntimeException | Error e) {
      asks.forEach(ask -> ask.fail(causeOf(e)));
      throw e;
    }
  }

  /** Whether a command waits or something is due. */
  boolean hasWork() {
    Instant now = clock.instant();
    Instant due = core.wakeAt(now);
    return !queue.isEmpty() || (due != null && !due.isAfter(now));
  }

  /** The state in memory; for the thread that drives the engine. */
  Fleet fleet() {
    return core.fleet;
  }

  private void commit(Batch batch) {
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
    batch
        .appends()
        .forEach((partition, appends) -> acknowledgements.add(journal.append(partition, appends)));
    for (CompletableFuture<?> acknowledgement : acknowledgements) {
      acknowledgement.join();
    }
    health = core.watch.health();
    if (!batch.facts().isEmpty()) {
      view.apply(batch.facts());
      subscriptions.forEach(Subscription::wake);
    }
    for (Runnable effect : batch.effects()) {
      try {
        effect.run();
      } catch (RuntimeException e) {
        LOG.error("A listener of the engine failed; what it was told is in the journal.", e);
      }
    }
  }

  private void stop(Throwable why) {
    LOG.error("The engine has stopped; nothing is called any more. {}", why.getMessage(), why);
    failure.complete(why);
    closed = true;
    for (Ask<?> ask = queue.poll(); ask != null; ask = queue.poll()) {
      ask.fail(why);
    }
  }

  private static Throwable causeOf(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private <T> CompletionStage<T> ask(BiFunction<EngineCore, Instant, T> question) {
    Ask<T> ask = new Ask<>(question, new CompletableFuture<>());
    queue.add(ask);
    if (closed) {
      // A step may be the last one: whoever comes after it is told.
      queue.remove(ask);
      ask.fail(
          failure.getNow(
              new IllegalStateException("The engine is closed; its next start goes on.")));
    }
    return ask.answer();
  }

  private <T> CompletionStage<T> ask(Function<Instant, T> question) {
    return ask((theCore, now) -> question.apply(now));
  }

  private CompletionStage<Void> tell(EngineCore.Command command) {
    return ask(
        (theCore, now) -> {
          command.decide(theCore, now);
          return null;
        });
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return ask((theCore, now) -> theCore.runs.accept(request, now));
  }

  @Override
  public AutoCloseable runs(String chain, Consumer<OpenRun> consumer) {
    await(tell((theCore, now) -> theCore.runs.chain(chain, consumer)));
    return () -> tell((theCore, now) -> theCore.runs.forgetChain(chain));
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return tell((theCore, now) -> theCore.runs.end(run, error, now));
  }

  @Override
  public CompletionStage<Void> pause(String run, String by, String reason) {
    return tell((theCore, now) -> theCore.runs.pause(run, by, reason, now));
  }

  @Override
  public CompletionStage<Void> resume(String run, String by) {
    return tell((theCore, now) -> theCore.runs.resume(run, by, now));
  }

  @Override
  public CompletionStage<Void> cancel(String run, String by, String reason) {
    return tell((theCore, now) -> theCore.runs.cancel(run, by, reason, now));
  }

  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      RolloutOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source) {
    return park(
        (theCore, now, answer) ->
            theCore.runs.group(run, step, options, payload, targets, source, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> soak(String run, String step, Duration duration) {
    return park((theCore, now, answer) -> theCore.runs.soak(run, step, duration, answer, now));
  }

  private CompletionStage<StepAnswer> park(Parking parking) {
    CompletableFuture<StepAnswer> answer = new CompletableFuture<>();
    tell((theCore, now) -> parking.decide(theCore, now, answer))
        .whenComplete(
            (nothing, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              }
            });
    return answer;
  }

  @Override
  public AutoCloseable turns(Consumer<Turn> consumer) {
    await(tell((theCore, now) -> theCore.turns.consumer(consumer)));
    return () -> tell((theCore, now) -> theCore.turns.consumer(null));
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    return this.<@Nullable InvocationIntended>ask(
        (theCore, now) -> theCore.turns.intend(turn.number(), baseline, now));
  }

  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return tell(
        (theCore, now) ->
            theCore.turns.answer(turn.number(), turn.device(), invocation, answer, trouble, now));
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {
    tell((theCore, now) -> theCore.turns.release(turn.number(), trouble, now));
  }

  @Override
  public CompletionStage<List<Look>> due() {
    return ask((theCore, now) -> theCore.looks.lease(now));
  }

  @Override
  public CompletionStage<Void> observe(Look look, Instant began, TwinReading reading) {
    return tell((theCore, now) -> theCore.looks.observe(look, began, reading, now));
  }

  @Override
  public void release(Look look, @Nullable HubTrouble trouble) {
    tell((theCore, now) -> theCore.looks.release(look.number(), trouble, now));
  }

  @Override
  public FleetView view() {
    return view;
  }

  @Override
  public AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler) {
    Subscription subscription = new Subscription(journal, codec, name, kind, handler);
    subscriptions.add(subscription);
    subscription.start();
    return () -> {
      subscriptions.remove(subscription);
      subscription.close();
    };
  }

  @Override
  public HubHealth health() {
    return health;
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return failure.minimalCompletionStage();
  }

  @Override
  public void drain(Duration atMost) {
    CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();
    tell((theCore, now) -> theCore.turns.drain(() -> idle.complete(null)));
    try {
      // An engine that has stopped waits for no answer any more.
      CompletableFuture.anyOf(idle, failure).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Calls are still under way after {}; the next start looks at their devices.", atMost);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(LONGEST_WAIT.multipliedBy(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(CompletionStage<Void> stage) {
    if (thread == null) {
      return;
    }
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** A step that answers later. */
  private interface Parking {
    void decide(EngineCore core, Instant now, CompletableFuture<StepAnswer> answer);
  }

  /** A question and who waits for the answer. */
  private record Ask<T>(BiFunction<EngineCore, Instant, T> question, CompletableFuture<T> answer)
      implements EngineCore.Command {

    @Override
    public void decide(EngineCore core, Instant now) {
      try {
        T value = question.apply(core, now);
        core.effect(() -> answer.complete(value));
      } catch (RuntimeException refused) {
        core.effect(() -> answer.completeExceptionally(refused));
      }
    }

    void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }
}
