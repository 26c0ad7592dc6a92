package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.workflow.device.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the hub, each from its first page to its last, however often the hub fails in between.
 */
final class HubQueries {
  private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final EventRecorder recorder;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final CommandQueue commands;

  HubQueries(
      EventRecorder recorder, HubWatch watch, DueTimes<Timer> timers, CommandQueue commands) {
    this.recorder = recorder;
    this.watch = watch;
    this.timers = timers;
    this.commands = commands;
  }

  /** Asks once this step is durable. */
  <T> void ask(Query<T> query, Function<PageCollector<T>, CompletionStage<Void>> source) {
    Pages<T> pages = new Pages<>(query);
    recorder.effect(
        () ->
            begin(source, pages)
                .whenComplete(
                    (nothing, error) ->
                        commands.ask(
                            now -> {
                              pages.ended(error, now);
                              return null;
                            })));
  }

  private static <T> CompletionStage<Void> begin(
      Function<PageCollector<T>, CompletionStage<Void>> source, PageCollector<T> pages) {
    try {
      return source.apply(pages);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Who asks.
   *
   * @param <T> what the pages hold
   */
  interface Query<T> {
    /** Whether the answer is waited for still. */
    boolean isWanted();

    void page(List<T> page, Instant now);

    /**
     * There are no more pages.
     *
     * @param refusal why, where the hub refused the query; null where it has answered all of it
     */
    void ended(@Nullable Throwable refusal, Instant now);
  }

  private final class Pages<T> implements PageCollector<T> {
    private final Query<T> query;
    private int troubles;

    Pages(Query<T> query) {
      this.query = query;
    }

    @Override
    public CompletionStage<Void> add(List<T> page) {
      return commands.ask(
          now -> {
            worked(now);
            if (query.isWanted()) {
              query.page(page, now);
            }
            return null;
          });
    }

    @Override
    public CompletionStage<Void> troubled(HubTrouble trouble) {
      CompletableFuture<Void> again = new CompletableFuture<>();
      var unused =
          commands
              .ask(
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
      if (!query.isWanted()) {
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
    private void worked(Instant now) {
      if (troubles > 0) {
        troubles = 0;
        watch.readSucceeded(now);
      }
    }

    void ended(@Nullable Throwable error, Instant now) {
      if (error == null) {
        worked(now);
      }
      query.ended(error == null ? null : causeOf(error), now);
    }

    private static Throwable causeOf(Throwable error) {
      return error instanceof CompletionException && error.getCause() != null
          ? error.getCause()
          : error;
    }
  }
}
