package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts runs from triggers, hands them to the routes of their chains, and records their ends. For
 * {@code reboot-run:}, and for the program that starts the routes. See {@link Engine} for what each
 * stage guarantees.
 */
public interface Runs {

  /**
   * Accepts a run durably. The same id again stands for the same run, and the receipt says so.
   * Fails with {@link RunIdTaken} if the run of that id belongs to another chain or hub, or began
   * with another message or other options.
   */
  CompletionStage<RunReceipt> accept(RunRequest request);

  /**
   * The same, unless another run of the chain is open. In that case this run is recorded as {@code
   * skipped}, with that reason, and never begins.
   */
  CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request);

  /**
   * Records a run that does not take place as {@code skipped}. A run that is known already stays as
   * it is.
   *
   * @param reason why it does not take place, for people
   */
  CompletionStage<RunReceipt> skip(RunRequest request, String reason);

  /**
   * Hands over each open run of that chain once: now those in the journal, and later those that are
   * accepted. A second consumer for the same chain is refused with IllegalStateException.
   *
   * @return ends the hand-over, once, as at the end of the program: runs under way stay open, and
   *     the next consumer of the chain gets them again. Steps that were asked for before are never
   *     answered
   */
  AutoCloseable handOver(String chain, Consumer<OpenRun> consumer);

  /**
   * All routes of the program have started, however long that took. An open run that no route takes
   * by now or soon after has lost its route, and is paused with that reason. Calling this again
   * changes nothing.
   */
  void routesStarted();

  /**
   * Records the end of the chain's exchange.
   *
   * @param error why it failed; null if it did not
   */
  CompletionStage<Void> end(String run, @Nullable String error);
}
