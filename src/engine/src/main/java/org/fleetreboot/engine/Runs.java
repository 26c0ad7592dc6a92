package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs: accepted from whatever triggers them, handed to the routes of their chains, and ended by
 * those. For {@code reboot-run:}, and for whoever starts the routes. {@link Engine} says what holds
 * for each stage.
 */
public interface Runs {

  /**
   * Accepts a run, durably; the same id again is the same run, and the receipt says so. Fails with
   * {@link RunIdTaken} when that run is of another chain or hub, or began with another message or
   * other options.
   */
  CompletionStage<RunReceipt> accept(RunRequest request);

  /**
   * The same, unless another run of the chain is open: then this one is recorded as {@code
   * skipped}, with that as its reason, and never begins.
   */
  CompletionStage<RunReceipt> acceptAlone(RunRequest request);

  /**
   * Records a run that does not take place as {@code skipped}; one that is known already stays as
   * it is.
   *
   * @param reason why not, for people
   */
  CompletionStage<RunReceipt> leaveOut(RunRequest request, String reason);

  /**
   * Hands over every open run of that chain: those that the journal holds, now, and those accepted
   * later, each once. A chain has one consumer at a time: a second one is refused with
   * IllegalStateException.
   *
   * @return ends the hand-over, as when the program ends: the runs that are under way stay open,
   *     and whoever takes the chain next gets them again. What was asked for their steps before is
   *     over then, and never answered
   */
  AutoCloseable handOver(String chain, Consumer<OpenRun> consumer);

  /**
   * All routes of the program have started, however long that took: an open run that no route takes
   * now, or soon, has lost its route, and is paused with that as its reason. Whoever starts the
   * routes says so; said again, it changes nothing.
   */
  void routesStarted();

  /** Records that the chain's exchange has come to its end, with an error or, null, without. */
  CompletionStage<Void> end(String run, @Nullable String error);
}
