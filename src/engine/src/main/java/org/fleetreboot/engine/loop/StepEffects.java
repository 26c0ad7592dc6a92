package org.fleetreboot.engine.loop;

import java.util.UUID;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the effects of steps, each once the events of its step are durable. */
final class StepEffects {
  private static final Logger LOG = LoggerFactory.getLogger(StepEffects.class);

  private final Runnable onDurable;
  private final EffectContext context;
  private volatile @Nullable UUID durable;

  /**
   * @param durable the id of the last durable event; null if there is none
   * @param onDurable runs when the events of a step are durable, before its effects are carried out
   */
  StepEffects(@Nullable UUID durable, Runnable onDurable, EffectContext context) {
    this.durable = durable;
    this.onDurable = onDurable;
    this.context = context;
  }

  /** The id up to which all events are durable; null if there are none. */
  @Nullable UUID durable() {
    return durable;
  }

  /**
   * Waits until the events are durable, then carries out the effects. One at a time, in the order
   * of the steps.
   *
   * @throws RuntimeException if the events cannot be made durable; no effect was carried out
   */
  void carryOut(StepCommit commit) {
    commit.await();
    if (commit.output().last() != null) {
      durable = commit.output().last();
      onDurable.run();
    }
    for (Effect effect : commit.output().effects()) {
      try {
        effect.carryOut(context);
      } catch (RuntimeException e) {
        LOG.error("An effect failed; its events are in the journal.", e);
      }
    }
  }
}
