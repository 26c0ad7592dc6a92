package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.fleetreboot.workflow.device.Backoff;

/**
 * One question to the hub, from its first page to its last, however often the hub fails in between.
 * Its own state belongs to the engine's thread.
 *
 * @param <T> what its pages hold
 */
final class HubQuestion<T> implements PageCollector<T> {
  private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final EventRecorder recorder;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final TargetCollection.Desk desk;
  private final BooleanSupplier wanted;
  private final BiConsumer<List<T>, Instant> onPage;
  private int troubles;

  /**
   * Not asked yet.
   *
   * @param wanted whether anybody still waits for the answer
   * @param onPage told of each page
   */
  HubQuestion(
      EventRecorder recorder,
      HubWatch watch,
      DueTimes<Timer> timers,
      TargetCollection.Desk desk,
      BooleanSupplier wanted,
      BiConsumer<List<T>, Instant> onPage) {
    this.recorder = recorder;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
    this.wanted = wanted;
    this.onPage = onPage;
  }

  /** Asks it, outside the step; completes when there are no more pages. */
  CompletionStage<Void> ask(Function<PageCollector<T>, CompletionStage<Void>> source) {
    try {
      return source.apply(this);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<Void> add(List<T> page) {
    return desk.ask(
        now -> {
          worked(now);
          onPage.accept(page, now);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> troubled(HubTrouble trouble) {
    CompletableFuture<Void> again = new CompletableFuture<>();
    var unused =
        desk.ask(
                now -> {
                  troubles++;
                  watch.reads.failed(now, trouble);
                  timers.add(
                      now.plus(AGAIN.after(troubles, recorder.jitter())),
                      later -> retry(again, later));
                  return null;
                })
            .exceptionally(
                closed -> {
                  again.completeExceptionally(closed);
                  return null;
                });
    return again;
  }

  /** Not before the hub lets a probe through: it may have asked for more time. */
  private void retry(CompletableFuture<Void> again, Instant now) {
    if (!wanted.getAsBoolean()) {
      recorder.effect(
          () -> again.completeExceptionally(new CancellationException("not wanted any more")));
      return;
    }
    Instant probe = watch.reads.nextProbe();
    if (probe != null && !watch.reads.admits(now)) {
      timers.add(probe, later -> retry(again, later));
      return;
    }
    watch.reads.sent(now);
    recorder.effect(() -> again.complete(null));
  }

  /** The hub has answered: what had failed works again. */
  void worked(Instant now) {
    if (troubles > 0) {
      troubles = 0;
      watch.readSucceeded(now);
    }
  }
}
