package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands, has the core decide, and hands the events to the journal, over and over.
 *
 * <p>Each step decides for all waiting commands, and appends their events in the order in which
 * they were decided. There is no artificial delay: the next step is decided while the events of the
 * last one become durable, and its commands gather meanwhile. One thread at a time makes steps.
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
  private final StepEffects effects;
  private final EngineObserver observer;

  /**
   * @param nanos a monotonic clock, which shows whether the other clock is moved
   */
  EngineLoop(
      Journal journal,
      EngineCore core,
      CommandQueue queue,
      InstantSource clock,
      LongSupplier nanos,
      StepEffects effects,
      EngineObserver observer) {
    this.journal = journal;
    this.core = core;
    this.queue = queue;
    this.clock = clock;
    this.nanos = nanos;
    this.effects = effects;
    this.observer = observer;
  }

  /** Makes steps until it is closed or fails; their effects are carried out on another thread. */
  void run() {
    try (EffectThread ahead = new EffectThread(effects, this::stop)) {
      ClockReading last = readClocks();
      while (!queue.isClosed()) {
        last = step(untilDue(), last, ahead::add);
      }
      queue.refuseWaiting();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(new IllegalStateException("The thread of the engine was interrupted.", e));
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
   * Makes one step with its effects, after waiting that long for a command.
   *
   * @param last the reading at the previous step; null for a driver by hand, which lets time pass
   *     as it likes
   * @return the reading at this step
   */
  ClockReading step(Duration wait, @Nullable ClockReading last) throws InterruptedException {
    return step(wait, last, effects::carryOut);
  }

  private ClockReading step(
      Duration wait, @Nullable ClockReading last, Consumer<StepCommit> effects)
      throws InterruptedException {
    List<CommandQueue.Ask<?>> asks = queue.take(COMMANDS_AT_ONCE, wait);
    try {
      ClockReading reading = readClocks();
      if (last != null) {
        compare(last, reading);
      }
      observer.stepBegins(asks.size(), queue.size());
      EngineOutput output = core.step(List.copyOf(asks), reading.at());
      observer.stepEnds(output.recorded());
      core.hubs().forEach(hub -> hub.publish(reading.at()));
      effects.accept(StepCommit.begin(journal, output, asks));
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

  /** Makes what the start has to record durable, and carries out its effects. */
  void recover(EngineOutput recovery) {
    core.hubs().forEach(hub -> hub.publish(clock.instant()));
    effects.carryOut(StepCommit.begin(journal, recovery, List.of()));
  }

  private void stop(Throwable why) {
    if (why instanceof PartitionLost || why instanceof JournalUnreachable) {
      LOG.info("The engine stops, and goes on from the journal when it can. {}", why.getMessage());
    } else {
      LOG.error("The engine has stopped; nothing is called any more. {}", why.getMessage(), why);
    }
    queue.fail(why);
  }

  static Throwable causeOf(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  HubHealth health(String hub) {
    return core.hub(hub).health();
  }

  HubHeadroom headroom(String hub) {
    return core.hub(hub).headroom();
  }
}
