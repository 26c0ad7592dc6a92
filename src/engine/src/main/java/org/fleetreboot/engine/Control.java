package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What people tell the runs while they go on. Who did it, and why, is in the event.
 *
 * <p>Each stage completes once that is durable: with true, or with false when it was so already and
 * nothing was recorded. It fails with {@link ControlRefused} when that cannot be, and says why.
 * Thread-safe.
 */
public interface Control {

  /** No calls of the run for now; polling goes on. */
  CompletionStage<Boolean> pause(String run, String by, String reason);

  /**
   * Lets the run go on.
   *
   * @param reason null when none was given
   */
  CompletionStage<Boolean> resume(String run, String by, @Nullable String reason);

  /**
   * Adopts a doubted journal, where it is and as it is: its runs may call devices again. Resuming
   * any of its runs does so, too.
   *
   * @param reason null when none was given
   */
  CompletionStage<Boolean> adoptJournal(String by, @Nullable String reason);

  /**
   * Ends the run: devices not called yet are left out, steps not reached never start.
   *
   * @param forced false to poll the devices under way to the end first; true to end at once: they
   *     stay watched, and what becomes of them is recorded later
   */
  CompletionStage<Boolean> cancel(String run, String by, String reason, boolean forced);

  /** Leaves one device out of the groups that have begun, before its call. */
  CompletionStage<Boolean> skip(String run, String device, String by, String reason);

  /**
   * Lets a chain go on that waits for approval.
   *
   * @param remark null for none
   */
  CompletionStage<Boolean> approve(String run, String step, String by, @Nullable String remark);

  /**
   * Ends a chain that waits for approval.
   *
   * @param remark null for none
   */
  CompletionStage<Boolean> reject(String run, String step, String by, @Nullable String remark);

  /** No calls of any run, until that is lifted; polling goes on. Survives restarts. */
  CompletionStage<Boolean> stopFleet(String by, String reason);

  /**
   * Lets all runs call again, but for those that are paused themselves.
   *
   * @param reason null when none was given
   */
  CompletionStage<Boolean> liftStop(String by, @Nullable String reason);
}
