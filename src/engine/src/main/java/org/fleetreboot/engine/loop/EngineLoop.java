package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands, has the core decide, makes the events durable and carries out the effects, over
 * and over.
 *
 * <p>Each step decides for all waiting commands, and appends their events in the order in which
 * they were decided. There is no artificial delay: while one commit runs, the commands of the next
 * step gather. One thread at a time makes steps.
 */
final class EngineLoop {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);

  /** The most commands in one step: more would make one commit long and gain nothing. */
  private static final int COMMANDS_AT_ONCE = 8_192;

  /**
   * The longest wait for a command, however far off the next due time is, because the wall clock
   * may be moved meanwhile.
   */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /**
   * After a longer gap between two steps the program stood still; a busy machine causes shorter
   * ones.
   */
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  private final Journal journal;
  private final EngineCore core;
  private final CommandQueue queue;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Runnable onDurable;
  private final EffectContext context;
  private volatile HubHealth health = HubHealth.GOOD;
  private volatile @Nullable UUID durable;

  /**
   * @param nanos a monotonic clock, which shows whether the other clock is moved
   * @param durable the id of the last durable event; null if there is none
   * @param onDurable runs when the events of a step are durable, before its effects are carried out
   * @param context for the effects
   */
  EngineLoop(
      Journal journal,
      EngineCore core,
      CommandQueue queue,
      InstantSource clock,
      LongSupplier nanos,
      @Nullable UUID durable,
      Runnable onDurable,
      EffectContext context) {
    this.journal = journal;
    this.core = core;
    this.queue = queue;
    this.clock = clock;
    this.nanos = nanos;
    this.durable = durable;
    this.onDurable = onDurable;
    this.context = context;
  }

  /** The id up to which all events are durable; null if there are none. */
  @Nullable UUID durable() {
    return durable;
  }

  /** Makes steps until it is closed or fails. */
  void run() {
    try {
      ClockReading last = readClocks();
      while (!queue.isClosed()) {
        last = step(untilDue(), last);
      }
      queue.refuseWaiting();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Errors too: if the thread ended silently, everybody would wait forever.
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
   * @param last the reading at the previous step; null for a driver by hand, which lets time pass
   *     as it likes
   * @return the reading at this step
   */
  ClockReading step(Duration wait, @Nullable ClockReading last) throws InterruptedException {
    List<CommandQueue.Ask<?>> asks = queue.take(COMMANDS_AT_ONCE, wait);
    try {
      ClockReading reading = readClocks();
      if (last != null) {
        compare(last, reading);
      }
      commit(core.step(List.copyOf(asks), reading.at()));
      return reading;
    } catch (RuntimeException | Error e) {
      asks.forEach(ask -> ask.fail(causeOf(e)));
      throw e;
    }
  }

  /** Tells the core what happened to time since the last step, before it decides anything else. */
  private void compare(ClockReading last, ClockReading now) {
    Duration moved = now.movedSince(last);
    if (!moved.isZero()) {
      LOG.warn(
          "The clock was moved by {}, or the machine slept so long.", DurationFormat.of(moved));
      core.clockMoved(moved);
    }
    if (last.at().plus(STANDSTILL).isBefore(now.at())) {
      LOG.info("By the clock the program stood still from {} to {}.", last.at(), now.at());
      core.stoodStill(last.at(), moved, now.at());
    }
  }

  ClockReading readClocks() {
    return ClockReading.now(clock, nanos);
  }

  /** When the next step is due without a command; null if only a command can cause one. */
  @Nullable Instant nextDue() {
    return core.wakeAt(clock.instant());
  }

  /** Whether a command waits or something is due. */
  boolean hasWork() {
    Instant now = clock.instant();
    Instant due = core.wakeAt(now);
    return !queue.isEmpty() || (due != null && !due.isAfter(now));
  }

  /** Makes the events of a step durable, then carries out its effects. */
  void commit(EngineOutput output) {
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
    // In this order: the journal makes them durable in the order in which it gets them.
    for (EngineOutput.Batch batch : output.batches()) {
      acknowledgements.add(journal.append(batch.partition(), batch.appends()));
    }
    for (CompletableFuture<?> acknowledgement : acknowledgements) {
      acknowledgement.join();
    }
    if (output.last() != null) {
      durable = output.last();
    }
    health = core.breakers.health();
    if (output.last() != null) {
      onDurable.run();
    }
    for (Effect effect : output.effects()) {
      try {
        effect.carryOut(context);
      } catch (RuntimeException e) {
        LOG.error("An effect failed; its events are in the journal.", e);
      }
    }
  }

  private void stop(Throwable why) {
    LOG.error("The engine has stopped; nothing is called any more. {}", why.getMessage(), why);
    queue.fail(why);
  }

  private static Throwable causeOf(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  HubHealth health() {
    return health;
  }
}
