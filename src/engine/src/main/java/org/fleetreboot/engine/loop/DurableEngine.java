package org.fleetreboot.engine.loop;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fleetreboot.engine.ApprovalTerms;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.OpenOnAnotherHub;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetProjection;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.engine.view.StoredEvent;
import org.fleetreboot.engine.view.Subscription;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.workflow.DurationWords;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine on a journal: one thread owns the state and is fed by a queue. */
public final class DurableEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(DurableEngine.class);

  private final Journal journal;
  private final EventCodec codec = new EventCodec();
  private final FleetProjection view = FleetProjection.live();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Fleet fleet = new Fleet();
  private final EngineLoop loop;
  private final @Nullable Thread thread;

  private DurableEngine(
      Journal journal,
      EngineSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random,
      boolean ownThread) {
    this.journal = journal;
    FleetReader.read(journal, codec, settings.hub(), fleet, view);
    UUID last = EventIds.last(journal);
    EventIds ids = new EventIds(random, last, clock.instant());
    EngineCore core = new EngineCore(fleet, settings, codec, random, ids);
    this.loop = new EngineLoop(journal, core, clock, nanos, last, this::publish, new Context());
    loop.commit(core.recover(settings, ends(journal), clock.instant()));
    this.thread = ownThread ? new Thread(loop::run, "engine") : null;
  }

  private static Map<String, Long> ends(Journal journal) {
    return journal.partitions().stream()
        .collect(Collectors.toMap(partition -> partition, name -> journal.head(name).value()));
  }

  /**
   * Takes up what the journal holds, and starts. The caller closes the journal, after the engine.
   *
   * @throws OpenOnAnotherHub when a run of another hub is open in it
   * @throws JournalFailed when the journal cannot be read or written
   */
  public static DurableEngine open(Journal journal, EngineSettings settings, InstantSource clock) {
    return open(journal, settings, clock, neverMoved(clock));
  }

  /**
   * The same, and notices when the clock is moved.
   *
   * @param nanos a clock that nobody can move, such as {@code System::nanoTime}
   */
  public static DurableEngine open(
      Journal journal, EngineSettings settings, InstantSource clock, LongSupplier nanos) {
    long seed = new SecureRandom().nextLong();
    DurableEngine engine =
        new DurableEngine(journal, settings, clock, nanos, new SplittableRandom(seed), true);
    if (engine.thread != null) {
      // A program whose start failed can end; all that happened is in the journal.
      engine.thread.setDaemon(true);
      engine.thread.start();
    }
    return engine;
  }

  /** The clock beside one that is never moved, as far as anybody can tell. */
  public static LongSupplier neverMoved(InstantSource clock) {
    return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /** An engine that makes a step only when its drive does. */
  public static DurableEngine manual(
      Journal journal, EngineSettings settings, InstantSource clock, long seed) {
    return new DurableEngine(
        journal, settings, clock, neverMoved(clock), new SplittableRandom(seed), false);
  }

  private void publish(List<StoredEvent> recorded) {
    view.apply(recorded);
    subscriptions.forEach(Subscription::wake);
  }

  /** Makes one step, after waiting that long for a command. */
  public void step(Duration wait) throws InterruptedException {
    var unused = loop.step(wait, null);
  }

  /** Makes one step as its own thread does that made the last one at that moment. */
  void stepAfter(Pulse last) throws InterruptedException {
    var unused = loop.step(Duration.ZERO, last);
  }

  /** This moment. */
  public Pulse pulse() {
    return loop.pulse();
  }

  /** Whether a command waits or something is due. */
  public boolean hasWork() {
    return loop.hasWork();
  }

  /** When the next step is due without a command; null when only a command can cause one. */
  @Nullable Instant nextDue() {
    return loop.nextDue();
  }

  /** The state in memory; for the thread that drives the engine. */
  public Fleet fleet() {
    return fleet;
  }

  public <T> CompletionStage<T> ask(BiFunction<EngineCore, Instant, T> question) {
    return loop.ask(question);
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
  public CompletionStage<RunReceipt> acceptAlone(RunRequest request) {
    return ask((theCore, now) -> theCore.runs.acceptAlone(request, now));
  }

  @Override
  public CompletionStage<RunReceipt> leaveOut(RunRequest request, String reason) {
    return ask((theCore, now) -> theCore.runs.leaveOut(request, reason, now));
  }

  @Override
  public AutoCloseable runs(String chain, Consumer<OpenRun> consumer) {
    await(tell((theCore, now) -> theCore.runs.chain(chain, consumer, now)));
    return () -> tell((theCore, now) -> theCore.runs.forgetChain(chain, now));
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return tell((theCore, now) -> theCore.runs.end(run, error, now));
  }

  @Override
  public CompletionStage<Boolean> pause(String run, String by, String reason) {
    return ask((theCore, now) -> theCore.control.pause(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> resume(String run, String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.resume(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.adoptJournal(by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, String by, String reason, boolean forced) {
    return ask((theCore, now) -> theCore.control.cancel(run, by, reason, forced, now));
  }

  @Override
  public CompletionStage<Boolean> skip(String run, String device, String by, String reason) {
    return ask((theCore, now) -> theCore.control.skip(run, device, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, String by, @Nullable String remark) {
    return ask((theCore, now) -> theCore.control.approve(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, String by, @Nullable String remark) {
    return ask((theCore, now) -> theCore.control.reject(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> stopFleet(String by, String reason) {
    return ask((theCore, now) -> theCore.control.stopFleet(by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> liftStop(String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.liftStop(by, reason, now));
  }

  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected) {
    return park(
        (theCore, now, answer) ->
            theCore.steps.group(
                run, step, options, payload, targets, source, disconnected, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return park(
        (theCore, now, answer) ->
            theCore.steps.soak(run, step, duration, maxUnstable, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return park(
        (theCore, now, answer) -> theCore.steps.check(run, step, timeout, check, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalTerms callOptions) {
    return park(
        (theCore, now, answer) -> theCore.steps.approval(run, step, callOptions, answer, now));
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
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return ask((theCore, now) -> theCore.turns.checked(turn.number(), finding, now));
  }

  @Override
  public CompletionStage<Void> note(String run, String step, String device, String note) {
    return tell((theCore, now) -> theCore.control.note(run, step, device, note, now));
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
  public CompletionStage<List<Poll>> due() {
    return ask((theCore, now) -> theCore.polls.lease(now));
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return tell((theCore, now) -> theCore.polls.observe(poll.number(), reading, now));
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {
    tell((theCore, now) -> theCore.polls.release(poll.number(), trouble, now));
  }

  @Override
  public FleetView view() {
    return view;
  }

  @Override
  public AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler) {
    Subscription subscription =
        new Subscription(journal, codec, loop::durable, name, kind, handler);
    subscriptions.add(subscription);
    subscription.start();
    return () -> {
      subscriptions.remove(subscription);
      subscription.close();
    };
  }

  @Override
  public HubHealth health() {
    return loop.health();
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return loop.failure().minimalCompletionStage();
  }

  @Override
  public void drain(Duration atMost) {
    CompletableFuture<@Nullable Void> idle = new CompletableFuture<>();
    tell((theCore, now) -> theCore.drain(idle));
    try {
      // An engine that has stopped waits for no answer any more.
      CompletableFuture.anyOf(idle, loop.failure()).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Calls are still under way after {}; the next start polls their devices.",
          DurationWords.of(atMost));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    loop.close();
    subscriptions.forEach(Subscription::close);
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(EngineLoop.LONGEST_WAIT.multipliedBy(10).toMillis());
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

  private final class Context implements EffectContext {
    @Override
    public <T> CompletionStage<T> ask(Function<Instant, T> command) {
      return DurableEngine.this.ask(command);
    }

    @Override
    public List<String> targets(String run) {
      return FleetReader.targets(journal, codec, run);
    }
  }

  /** A step that answers later. */
  private interface Parking {
    void decide(EngineCore core, Instant now, CompletableFuture<StepAnswer> answer);
  }
}
