package org.fleetreboot.engine.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one subscriber, on its own thread, where the chain of hashes ends: all heads at the start,
 * then once a minute those that have changed. What the subscriber keeps elsewhere proves that a
 * later journal has the same events up to there.
 */
public final class HeadSubscription implements AutoCloseable {
  /** The type under which heads are told; no event of a journal has it. */
  public static final String TYPE = "journal.head.v1";

  private static final Logger LOG = LoggerFactory.getLogger(HeadSubscription.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(200), EVERY);

  private final JournalReader journal;
  private final InstantSource clock;
  private final String name;
  private final Function<FleetEvent, CompletionStage<Void>> handler;
  private final Map<String, ChainHead> told = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private int failures;

  /** Tells nothing until it is started. */
  public HeadSubscription(
      JournalReader journal,
      InstantSource clock,
      String name,
      Function<FleetEvent, CompletionStage<Void>> handler) {
    this.journal = journal;
    this.clock = clock;
    this.name = name;
    this.handler = handler;
    this.thread = new Thread(this::run, "heads-" + name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JournalFailed e) {
      LOG.error("Subscription {} has stopped.", name, e);
    }
  }

  /** Tells the changed heads, and returns how long to wait before the next ones. */
  Duration tell() throws InterruptedException {
    for (ChainHead head : journal.heads()) {
      if (head.equals(told.get(head.partition()))) {
        continue;
      }
      try {
        handler.apply(event(head)).toCompletableFuture().get();
        told.put(head.partition(), head);
        failures = 0;
      } catch (ExecutionException | RuntimeException e) {
        Duration pause = PAUSE.after(++failures, 0.5);
        Throwable cause =
            e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        LOG.warn(
            "Subscription {} could not hand over the head of {} ({}); trying again in {}.",
            name,
            head.partition(),
            cause.getMessage(),
            DurationFormat.of(pause));
        return pause;
      }
    }
    return EVERY;
  }

  private FleetEvent event(ChainHead head) {
    return new FleetEvent(
        UUID.nameUUIDFromBytes(head.toString().getBytes(UTF_8)),
        head.partition(),
        head.position(),
        TYPE,
        clock.instant(),
        null,
        null,
        null,
        null,
        Map.of("partition", head.partition(), "position", head.position(), "hash", head.hash()));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      // Gives a head under way a moment.
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
