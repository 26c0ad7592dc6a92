package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.workflow.run.Target;

/** What effects need from outside a step. */
public interface EffectContext {
  /**
   * Has the engine decide in its next step. The answer comes once the events of that step are
   * durable.
   */
  <T> CompletionStage<T> ask(Function<Instant, T> command);

  /** Saves snapshots; complete when they are durable. */
  CompletionStage<Void> save(List<Snapshot> snapshots);

  /** The devices that a run was sent, read from the journal. */
  List<Target> targets(String run);
}
