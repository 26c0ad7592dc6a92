package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What effects need of the world outside a step. */
public interface EffectContext {
  /** Has the engine decide in its next step; the answer comes once that is durable. */
  <T> CompletionStage<T> ask(Function<Instant, T> command);

  /** The devices that a run was sent, as the journal has them. */
  List<String> targets(String run);
}
