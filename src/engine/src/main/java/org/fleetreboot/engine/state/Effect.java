package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * Something that a step causes outside the engine, as a value. It is carried out once all events of
 * the step are durable. Whatever comes back is asked of the engine in another step.
 */
public sealed interface Effect {
  void carryOut(EffectContext context);

  /** Completes a caller's future with its answer. */
  record Answer<T extends @Nullable Object>(CompletableFuture<T> to, T with) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.complete(with);
    }
  }

  /** Completes a caller's future without a value. */
  record Done(CompletableFuture<@Nullable Void> to) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.complete(null);
    }
  }

  /** Completes a caller's future with a refusal. */
  record Refusal(CompletableFuture<?> to, RuntimeException why) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.completeExceptionally(why);
    }
  }

  /**
   * Hands a run over to its chain.
   *
   * @param targets the devices that the run was sent; null to read them from the journal
   */
  record HandOver(Consumer<OpenRun> chain, OpenRun run, @Nullable List<Target> targets)
      implements Effect {
    public HandOver {
      targets = targets == null ? null : List.copyOf(targets);
    }

    @Override
    public void carryOut(EffectContext context) {
      chain.accept(run.with(targets == null ? context.targets(run.run()) : targets));
    }
  }

  /** Gives a device its turn. */
  record GiveTurn(Consumer<Turn> consumer, Turn turn) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      consumer.accept(turn);
    }
  }

  /** Asks outside the engine: the hub for pages, or a check whether its chain may continue. */
  record Ask(Question question) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      question.ask(context);
    }
  }

  /**
   * Saves snapshots.
   *
   * @param saved runs in a step of the engine once they are durable
   */
  record SaveSnapshots(List<Snapshot> snapshots, Consumer<Instant> saved) implements Effect {
    public SaveSnapshots {
      snapshots = List.copyOf(snapshots);
    }

    @Override
    public void carryOut(EffectContext context) {
      // If the journal has failed, the engine stops anyway, and its next start saves them.
      var unused =
          context
              .save(snapshots)
              .thenRun(
                  () -> {
                    var unusedAnswer =
                        context.ask(
                            now -> {
                              saved.accept(now);
                              return true;
                            });
                  });
    }
  }

  /** A question that is asked outside a step. */
  interface Question {
    void ask(EffectContext context);
  }
}
