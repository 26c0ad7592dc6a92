package org.fleetreboot.engine.state;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.Turn;
import org.jspecify.annotations.Nullable;

/**
 * What a step lets out: a value, carried out once all that the step recorded is durable. Whatever
 * comes back is asked of the engine again, in another step.
 */
public sealed interface Effect {
  void carryOut(EffectContext context);

  /** Somebody who waits gets the answer. */
  record Answer<T extends @Nullable Object>(CompletableFuture<T> to, T with) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.complete(with);
    }
  }

  /** Somebody who waits may go on. */
  record Done(CompletableFuture<@Nullable Void> to) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.complete(null);
    }
  }

  /** Somebody who waits is refused. */
  record Refusal(CompletableFuture<?> to, RuntimeException why) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      to.completeExceptionally(why);
    }
  }

  /**
   * A run goes to its chain.
   *
   * @param targets the devices that it was sent; null for those that the journal has
   */
  record HandOver(Consumer<OpenRun> chain, OpenRun run, @Nullable List<String> targets)
      implements Effect {
    public HandOver {
      targets = targets == null ? null : List.copyOf(targets);
    }

    @Override
    public void carryOut(EffectContext context) {
      chain.accept(run.with(targets == null ? context.targets(run.run()) : targets));
    }
  }

  /** A device has its turn. */
  record GiveTurn(Consumer<Turn> consumer, Turn turn) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      consumer.accept(turn);
    }
  }

  /** Somebody is asked: the hub for pages, or a check whether its chain may go on. */
  record Ask(Question question) implements Effect {
    @Override
    public void carryOut(EffectContext context) {
      question.ask(context);
    }
  }

  /** What is asked outside a step. */
  interface Question {
    void ask(EffectContext context);
  }
}
