package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.device.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries of the hub from the first page to the last, however often the hub fails in between.
 */
public final class HubQueries {
  private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final HubRecorder recorder;
  private final HubBreakers breakers;
  private final DueTimes<Timer> timers;

  public HubQueries(HubRecorder recorder, HubBreakers breakers, DueTimes<Timer> timers) {
    this.recorder = recorder;
    this.breakers = breakers;
    this.timers = timers;
  }

  /** Asks once this step is durable. */
  public <T> void ask(Query<T> query, Function<PageCollector<T>, CompletionStage<Void>> source) {
    Asked<T> asked = new Asked<>(query);
    recorder.effect(new Effect.Ask(context -> asked.begin(source, context)));
  }

  /**
   * A query, and what happens with its answer.
   *
   * @param <T> what the pages hold
   */
  interface Query<T> {
    /** Whether the answer is still wanted. */
    boolean isWanted();

    void page(List<T> page, Instant now);

    /**
     * There are no more pages.
     *
     * @param refusal why the hub refused the query; null if it was answered completely
     */
    void ended(@Nullable Throwable refusal, Instant now);
  }

  /** A query under way. */
  private final class Asked<T> {
    private final Query<T> query;
    private int troubles;

    private Asked(Query<T> query) {
      this.query = query;
    }

    /** Runs outside the step of the engine. */
    private void begin(
        Function<PageCollector<T>, CompletionStage<Void>> source, EffectContext context) {
      first(source, new Pages<>(this, context))
          .whenComplete((nothing, error) -> tell(context, now -> ended(error, now)));
    }

    private CompletionStage<Void> first(
        Function<PageCollector<T>, CompletionStage<Void>> source, PageCollector<T> pages) {
      try {
        return source.apply(pages);
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private void page(List<T> page, Instant now) {
      worked(now);
      if (query.isWanted()) {
        query.page(page, now);
      }
    }

    private void troubled(
        HubTrouble trouble, CompletableFuture<@Nullable Void> again, Instant now) {
      troubles++;
      breakers.reads.failed(now, trouble);
      timers.add(now.plus(AGAIN.after(troubles, recorder.jitter())), later -> retry(again, later));
    }

    /** Asks again, but not before the hub lets a probe through: it may have asked for more time. */
    private void retry(CompletableFuture<@Nullable Void> again, Instant now) {
      if (!query.isWanted()) {
        recorder.effect(
            new Effect.Refusal(again, new CancellationException("not wanted any more")));
        return;
      }
      Instant probe = breakers.reads.nextProbe();
      if (probe != null && !breakers.reads.admits(now)) {
        timers.add(probe, later -> retry(again, later));
        return;
      }
      breakers.reads.sent(now);
      recorder.effect(new Effect.Done(again));
    }

    /** The hub has answered, so what had failed works again. */
    private void worked(Instant now) {
      if (troubles > 0) {
        troubles = 0;
        breakers.readSucceeded(now);
      }
    }

    private void ended(@Nullable Throwable error, Instant now) {
      if (error == null) {
        worked(now);
      }
      query.ended(error == null ? null : causeOf(error), now);
    }
  }

  private static Throwable causeOf(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static CompletionStage<Void> tell(EffectContext context, Consumer<Instant> command) {
    return context.ask(
        now -> {
          command.accept(now);
          return null;
        });
  }

  /** Takes the pages as they come. The engine decides about each in a step. */
  private record Pages<T>(Asked<T> query, EffectContext context) implements PageCollector<T> {
    @Override
    public CompletionStage<Void> add(List<T> page) {
      return tell(context, now -> query.page(page, now));
    }

    @Override
    public CompletionStage<Void> troubled(HubTrouble trouble) {
      CompletableFuture<@Nullable Void> again = new CompletableFuture<>();
      var unused =
          tell(context, now -> query.troubled(trouble, again, now))
              .exceptionally(
                  closed -> {
                    again.completeExceptionally(closed);
                    return null;
                  });
      return again;
    }
  }
}
