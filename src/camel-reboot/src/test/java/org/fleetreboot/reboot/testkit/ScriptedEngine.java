package org.fleetreboot.reboot.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetView;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An engine that does what a test tells it and remembers what it was told. Its stages complete on a
 * thread of its own, as the real one's do.
 */
public final class ScriptedEngine implements Engine {
  /**
   * A step that was asked for. A soak has the default options and no targets, a group no duration.
   */
  public record Asked(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected,
      Duration duration,
      CompletableFuture<StepAnswer> answer) {

    public void settle(StepResult result, Tally tally, @Nullable String reason) {
      answer.complete(new StepAnswer(run, step, result, tally, reason, false));
    }

    public void succeed() {
      settle(StepResult.SUCCEEDED, Tally.EMPTY, null);
    }
  }

  /** An answer that was recorded. */
  public record Recorded(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {}

  /** A poll that ended with a finding. */
  public record Observed(Poll poll, TwinReading reading) {}

  /** A permit or lease that came back. */
  public record Released(String device, @Nullable HubTrouble trouble) {}

  private static final TargetSource NOBODY = collector -> CompletableFuture.completedStage(null);

  /** As often as it was asked for: a source may deliver a message twice. */
  public final List<RunRequest> accepted = new CopyOnWriteArrayList<>();

  /** What happens when a run is accepted, before whoever asked for it hears of it. */
  public volatile Runnable uponAcceptance = () -> {};

  /** Runs that the journal holds when the program starts. */
  public final List<OpenRun> open = new CopyOnWriteArrayList<>();

  /** Why no run is accepted; null while they are. */
  public volatile @Nullable RuntimeException refusal;

  /** Those that were to run alone; each is skipped. */
  public final List<RunRequest> alone = new CopyOnWriteArrayList<>();

  /** Those whose time had been missed. */
  public final List<RunRequest> leftOut = new CopyOnWriteArrayList<>();

  public final List<RunRequest> refused = new CopyOnWriteArrayList<>();

  /** Runs when a route asks for the runs of its chain. */
  public volatile Runnable onRuns = () -> {};

  /** Runs when it has been given those that are open, and has not begun to wait for others. */
  public volatile Runnable onHandedOver = () -> {};

  public final Map<String, String> ended = new ConcurrentHashMap<>();
  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  public final List<Recorded> recorded = new CopyOnWriteArrayList<>();
  public final List<CheckFinding> findings = new CopyOnWriteArrayList<>();
  public final List<String> notes = new CopyOnWriteArrayList<>();
  public final List<Observed> observed = new CopyOnWriteArrayList<>();
  public final List<TwinReading> baselines = new CopyOnWriteArrayList<>();
  public final ConcurrentLinkedQueue<Released> releasedTurns = new ConcurrentLinkedQueue<>();
  public final ConcurrentLinkedQueue<Released> releasedPolls = new ConcurrentLinkedQueue<>();
  public final ConcurrentLinkedQueue<List<Poll>> polls = new ConcurrentLinkedQueue<>();

  private final Map<String, Consumer<OpenRun>> chains = new ConcurrentHashMap<>();
  private final Map<Long, Boolean> intended = new ConcurrentHashMap<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile @Nullable Consumer<Turn> turns;
  private volatile @Nullable Function<FleetEvent, CompletionStage<Void>> subscriber;

  public volatile @Nullable String subscription;
  public volatile @Nullable EventKind kind;

  /** Hands a run over as the journal's does after a restart. */
  public void resume(OpenRun run) {
    Objects.requireNonNull(chains.get(run.chain())).accept(run);
  }

  public void give(Turn turn) {
    Consumer<Turn> consumer = Objects.requireNonNull(turns);
    thread.execute(() -> consumer.accept(turn));
  }

  public static Turn turn(long number, String device) {
    return turn(number, device, CallOptions.DEFAULT, null);
  }

  public static Turn turn(
      long number, String device, CallOptions callOptions, @Nullable String payload) {
    return new Turn(number, "run-1", "step-1", device, callOptions, payload, Set.of());
  }

  public boolean hasTurnConsumer() {
    return turns != null;
  }

  /** The runs that were accepted, each once, however often it was asked for. */
  public List<String> runs() {
    return accepted.stream().map(RunRequest::run).distinct().toList();
  }

  /** How many routes take something from it. */
  public int consumers() {
    return chains.size() + (turns == null ? 0 : 1) + (subscriber == null ? 0 : 1);
  }

  public CompletionStage<Void> publish(FleetEvent event) {
    return Objects.requireNonNull(subscriber).apply(event);
  }

  private <T extends @Nullable Object> CompletionStage<T> soon(Supplier<T> supplier) {
    return CompletableFuture.supplyAsync(supplier, thread);
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return soon(
        () -> {
          RuntimeException why = refusal;
          if (why != null) {
            refused.add(request);
            throw why;
          }
          boolean isNew = accepted.stream().noneMatch(known -> known.run().equals(request.run()));
          accepted.add(request);
          uponAcceptance.run();
          Consumer<OpenRun> chain = chains.get(request.chain());
          if (isNew && chain != null) {
            chain.accept(
                new OpenRun(
                    request.run(),
                    request.chain(),
                    request.targets(),
                    request.options(),
                    request.message(),
                    false));
          }
          return new RunReceipt(request.run(), isNew, null);
        });
  }

  @Override
  public CompletionStage<RunReceipt> acceptAlone(RunRequest request) {
    return soon(
        () -> {
          alone.add(request);
          return new RunReceipt(request.run(), true, RunOutcome.SKIPPED);
        });
  }

  @Override
  public CompletionStage<RunReceipt> leaveOut(RunRequest request, String reason) {
    leftOut.add(request);
    return CompletableFuture.completedFuture(
        new RunReceipt(request.run(), true, RunOutcome.SKIPPED));
  }

  @Override
  public AutoCloseable runs(String chain, Consumer<OpenRun> consumer) {
    onRuns.run();
    if (chains.putIfAbsent(chain, consumer) != null) {
      throw new IllegalStateException("Two routes begin with reboot-run:" + chain + ".");
    }
    open.stream().filter(run -> run.chain().equals(chain)).forEach(consumer);
    onHandedOver.run();
    return () -> chains.remove(chain);
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return soon(
        () -> {
          ended.put(run, error == null ? "completed" : error);
          return null;
        });
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
    return ask(
        new Asked(
            run,
            step,
            options,
            payload,
            targets,
            source,
            disconnected,
            Duration.ZERO,
            new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return soak(run, step, timeout, null);
  }

  @Override
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return soon(() -> findings.add(finding) && finding instanceof CheckFinding.Go);
  }

  @Override
  public CompletionStage<Void> note(String run, String step, String device, String note) {
    return soon(
        () -> {
          notes.add(device + ": " + note);
          return null;
        });
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return ask(
        new Asked(
            run,
            step,
            GroupOptions.DEFAULT,
            null,
            "",
            NOBODY,
            DisconnectedSource.NONE,
            duration,
            new CompletableFuture<>()));
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return ask(
        new Asked(
            run,
            step,
            GroupOptions.DEFAULT,
            null,
            options.toString(),
            NOBODY,
            DisconnectedSource.NONE,
            options.timeout(),
            new CompletableFuture<>()));
  }

  private CompletionStage<StepAnswer> ask(Asked step) {
    asked.add(step);
    return step.answer().thenApplyAsync(answer -> answer, thread);
  }

  @Override
  public AutoCloseable turns(Consumer<Turn> consumer) {
    turns = consumer;
    return () -> turns = null;
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    baselines.add(baseline);
    return soon(
        () ->
            baseline instanceof TwinReading.Found found && intended.put(turn.number(), true) == null
                ? intent(turn, found)
                : null);
  }

  private static InvocationIntended intent(Turn turn, TwinReading.Found baseline) {
    CallOptions callOptions = turn.callOptions();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        Instant.EPOCH,
        new UUID(0, turn.number()),
        1,
        1,
        callOptions.method(),
        callOptions.payloadHash(),
        callOptions.marker(),
        baseline.marker(),
        baseline.connected(),
        Instant.EPOCH.plus(callOptions.sendWithin()),
        callOptions.confirm(),
        callOptions.confirmWithin(),
        callOptions.attempts(),
        callOptions.connectTimeout(),
        callOptions.stayUp(),
        null,
        callOptions.busy(),
        0,
        0);
  }

  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return soon(
        () -> {
          recorded.add(new Recorded(turn, invocation, answer, trouble));
          return null;
        });
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {
    releasedTurns.add(new Released(turn.device(), trouble));
  }

  @Override
  public CompletionStage<List<Poll>> due() {
    return soon(
        () -> {
          List<Poll> next = polls.poll();
          return next == null ? List.of() : next;
        });
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return soon(
        () -> {
          observed.add(new Observed(poll, reading));
          return null;
        });
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {
    releasedPolls.add(new Released(poll.device(), trouble));
  }

  @Override
  public AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler) {
    subscriber = handler;
    subscription = name;
    this.kind = kind;
    return () -> subscriber = null;
  }

  @Override
  public HubHealth health() {
    return HubHealth.GOOD;
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return new CompletableFuture<>();
  }

  @Override
  public void drain(Duration atMost) {}

  @Override
  public void close() {
    thread.shutdownNow();
  }

  @Override
  public CompletionStage<Boolean> pause(String run, String by, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> resume(String run, String by, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, String by, String reason, boolean forced) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> skip(String run, String device, String by, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, String by, @Nullable String remark) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, String by, @Nullable String remark) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> stopFleet(String by, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(String by, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> liftStop(String by, @Nullable String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FleetView view() {
    throw new UnsupportedOperationException();
  }

  /** The devices that a source hands over, and what it fails with. */
  public static List<String> collect(TargetSource source) {
    return collect(source, new ArrayList<>());
  }

  /**
   * The same; every trouble of the hub is over at once.
   *
   * @param troubles gets them all
   */
  public static List<String> collect(TargetSource source, List<HubTrouble> troubles) {
    List<String> devices = new ArrayList<>();
    source
        .collect(
            new PageCollector<String>() {
              @Override
              public CompletionStage<Void> add(List<String> page) {
                devices.addAll(page);
                return CompletableFuture.completedStage(null);
              }

              @Override
              public CompletionStage<Void> troubled(HubTrouble trouble) {
                troubles.add(trouble);
                return CompletableFuture.completedStage(null);
              }
            })
        .toCompletableFuture()
        .join();
    return devices;
  }
}
