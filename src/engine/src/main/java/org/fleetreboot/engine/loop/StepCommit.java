package org.fleetreboot.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.journal.Journal;

/**
 * The output of a step whose events are on their way into the journal.
 *
 * @param asks the commands that the step decided, which fail if its events do not become durable
 */
record StepCommit(
    EngineOutput output,
    List<CommandQueue.Ask<?>> asks,
    List<? extends CompletableFuture<?>> acknowledgements) {

  /** Hands the events to the journal, in the order in which they were decided. */
  static StepCommit begin(Journal journal, EngineOutput output, List<CommandQueue.Ask<?>> asks) {
    List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
    // In this order: the journal makes them durable in the order in which it gets them.
    for (EngineOutput.Batch batch : output.batches()) {
      acknowledgements.add(journal.append(batch.partition(), batch.appends()));
    }
    return new StepCommit(output, List.copyOf(asks), acknowledgements);
  }

  /**
   * Waits until all events are durable.
   *
   * @throws java.util.concurrent.CompletionException if they cannot be made durable
   */
  void await() {
    acknowledgements.forEach(CompletableFuture::join);
  }

  void fail(Throwable why) {
    asks.forEach(ask -> ask.fail(why));
  }
}
