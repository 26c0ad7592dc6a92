package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.state.Batch;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.view.StoredEvent;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.workflow.DurationWords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was asked for, has the core decide, makes the events durable, and lets the effects
 * out, over and over.
 *
 * <p>Per step it decides for all commands that wait, and appends their events in one transaction
 * for each partition. There is no artificial delay: while one commit runs, the next batch gathers.
 * Asking is thread-safe; steps are made by one thread at a time.
 */
final class EngineLoop {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);

  /** More would make one commit long, and gain nothing. */
  private static final int COMMANDS_AT_ONCE = 8_192;

  /** However far the next due time is: the wall clock may jump meanwhile. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** So long a busy machine may keep it waiting; longer than that, the program stood still. */
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  private final Journal journal;
  private final EngineCore core;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Consumer<List<StoredEvent>> onDurable;
  private final EffectContext context;
  private final BlockingQueue<Ask<?>> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private volatile HubHealth health = HubHealth.GOOD;
  private volatile @Nullable UUID durable;
  private volatile boolean closed;

  /**
   * @param nanos a monotonic clock, by which it is known when the other one is moved
   * @param durable the id of the last event that is durable already; null when there is none
   * @param onDurable told of the facts of each step, before its effects
   * @param context for its effects
   */
  EngineLoop(
      Journal journal,
      EngineCore core,
      InstantSource clock,
      LongSupplier nanos,
      @Nullable UUID durable,
      Consumer<List<StoredEvent>> onDurable,
      EffectContext context) {
    this.journal = journal;
    this.core = core;
    this.clock = clock;
    this.nanos = nanos;
    this.durable = durable;
    this.onDurable = onDurable;
    this.context = context;
  }

  /** The id up to which all events are durable; null when there are none. */
  public @Nullable UUID durable() {
    return durable;
  }

  /** Makes steps until it is closed, or something fails. */
  public void run() {
    try {
      Pulse last = pulse();
      while (!closed) {
        last = step(untilDue(), last);
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

  /**
   * Makes one step, after waiting that long for a command.
   *
   * @param last when it made the last one; null for one who drives it by hand, and lets time pass
   *     at will
   * @return when it made this one
   */
  public Pulse step(Duration wait, @Nullable Pulse last) throws InterruptedException {
    List<Ask<?>> asks = new ArrayList<>();
    Ask<?> first = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      asks.add(first);
      queue.drainTo(asks, COMMANDS_AT_ONCE - 1);
    }
    try {
      Pulse pulse = pulse();
      if (last != null) {
        compare(last, pulse);
      }
      commit(core.step(List.copyOf(asks), pulse.at()));
      return pulse;
    } catch (RuntimeException | Error e) {
      asks.forEach(ask -> ask.fail(causeOf(e)));
      throw e;
    }
  }

  /** What happened to time since the last step comes before all that the next one decides. */
  private void compare(Pulse last, Pulse now) {
    Duration moved = now.movedSince(last);
    if (!moved.isZero()) {
      LOG.warn("The clock was moved by {}, or the machine slept so long.", DurationWords.of(moved));
      core.clockMoved(moved);
    }
    if (last.at().plus(STANDSTILL).isBefore(now.at())) {
      LOG.info("By the clock the program stood still from {} to {}.", last.at(), now.at());
      core.stoodStill(last.at(), moved, now.at());
    }
  }

  public Pulse pulse() {
    return Pulse.now(clock, nanos);
  }

  /** When the next step is due without a command; null when only a command can cause one. */
  @Nullable Instant nextDue() {
    return core.wakeAt(clock.instant());
  }

  /** Whether a command waits or something is due. */
  public boolean hasWork() {
    Instant now = clock.instant();
    Instant due = core.wakeAt(now);
    return !queue.isEmpty() || (due != null && !due.isAfter(now));
  }

  /** Makes the events of a step durable, then lets its effects out. */
  void commit(Batch batch) {
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
    batch
        .appends()
        .forEach((partition, appends) -> acknowledgements.add(journal.append(partition, appends)));
    for (CompletableFuture<?> acknowledgement : acknowledgements) {
      acknowledgement.join();
    }
    if (batch.last() != null) {
      durable = batch.last();
    }
    health = core.breakers.health();
    if (!batch.recorded().isEmpty()) {
      onDurable.accept(batch.recorded());
    }
    for (Effect effect : batch.effects()) {
      try {
        effect.carryOut(context);
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

  /** Has the core answer in the next step; the answer comes once its events are durable. */
  public <T> CompletionStage<T> ask(BiFunction<EngineCore, Instant, T> question) {
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

  public HubHealth health() {
    return health;
  }

  /** Completes, normally, with the reason when it has stopped by a failure. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** Makes no more steps after the one under way. */
  public void close() {
    closed = true;
    // Wakes it: whoever closes it waits for its thread.
    queue.add(new Ask<>((core, now) -> null, new CompletableFuture<@Nullable Void>()));
  }

  /** A question and who waits for the answer. */
  private record Ask<T>(BiFunction<EngineCore, Instant, T> question, CompletableFuture<T> answer)
      implements EngineCore.Command {

    @Override
    public void decide(EngineCore core, Instant now) {
      int before = core.recorded();
      try {
        T value = question.apply(core, now);
        core.effect(new Effect.Answer<>(answer, value));
      } catch (RuntimeException refused) {
        if (core.recorded() > before) {
          // What should follow from the facts did not. None of them is durable yet, and the next
          // start does not know of them.
          throw new IllegalStateException("A defect cut off what follows from a fact.", refused);
        }
        core.effect(new Effect.Refusal(answer, refused));
      }
    }

    void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }
}
