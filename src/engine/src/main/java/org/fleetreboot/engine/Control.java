package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/**
 * Orders from people. The events record who ordered what, and why.
 *
 * <p>Each stage completes once the order is durable: with true, or with false if it changed nothing
 * and nothing was recorded. It fails with {@link ControlRefused} if the order cannot be carried
 * out; the message says why. Thread-safe.
 */
public interface Control {

  /** Pauses the run: it calls no device until it is resumed. Polling continues. */
  CompletionStage<Boolean> pause(String run, Requester by, String reason);

  /**
   * Resumes the run.
   *
   * @param reason null if none was given
   */
  CompletionStage<Boolean> resume(String run, Requester by, @Nullable String reason);

  /**
   * Adopts a doubted journal as it is, where it is, so that its runs may call devices again.
   * Resuming one of its runs does the same.
   *
   * @param reason null if none was given
   */
  CompletionStage<Boolean> adoptJournal(Requester by, @Nullable String reason);

  /**
   * Cancels the run: uncalled devices are cancelled, and steps that were not reached never start.
   *
   * @param forced false to end once the devices under way were polled to the end; true to end at
   *     once, while these devices stay watched and their outcomes are recorded later
   */
  CompletionStage<Boolean> cancel(String run, Requester by, String reason, boolean forced);

  /**
   * Skips one device in the groups that have begun, before its call.
   *
   * @param hub the hub of the device; null if the run has a device of that id on one hub only
   */
  CompletionStage<Boolean> skip(
      String run, @Nullable String hub, String device, Requester by, String reason);

  /**
   * Approves a step that waits for approval, so that the chain continues.
   *
   * @param remark a comment; null for none
   */
  CompletionStage<Boolean> approve(String run, String step, Requester by, @Nullable String remark);

  /**
   * Rejects a step that waits for approval, so that the chain fails.
   *
   * @param remark a comment; null for none
   */
  CompletionStage<Boolean> reject(String run, String step, Requester by, @Nullable String remark);

  /**
   * Stops the calls of all runs until the stop is lifted. Polling continues. The stop survives
   * restarts.
   *
   * @param hub whose calls are stopped; null for all hubs
   */
  CompletionStage<Boolean> stopFleet(@Nullable String hub, Requester by, String reason);

  /**
   * Lifts the stop: all runs may call again, except those that are paused.
   *
   * @param hub whose calls may continue; null for all hubs
   * @param reason null if none was given
   */
  CompletionStage<Boolean> liftStop(@Nullable String hub, Requester by, @Nullable String reason);

  /**
   * Records an order that was refused, by this interface or before it got here. Whoever calls it
   * limits how often a person can fill the journal so.
   */
  CompletionStage<Boolean> refused(RefusedOrder order);
}
