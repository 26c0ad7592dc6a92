package org.fleetreboot.engine.node;

import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;

/**
 * Reaches the node that is at work, whichever it is. What it is asked for waits until one is.
 * Thread-safe.
 */
public interface OtherNodes {
  Control control();

  /** As {@link org.fleetreboot.engine.Runs#accept}. */
  CompletionStage<RunReceipt> accept(RunRequest request);

  /** As {@link org.fleetreboot.engine.Runs#acceptUnlessOverlapping}. */
  CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request);

  /** As {@link org.fleetreboot.engine.Runs#skip}. */
  CompletionStage<RunReceipt> skip(RunRequest request, String reason);
}
