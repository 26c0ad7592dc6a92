package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/**
 * Polls of devices that are due. For {@code reboot-device:due} and {@code reboot-device:observe}.
 * See {@link Engine} for what each stage guarantees.
 */
public interface Polls {

  /** The devices to poll now, as many as the quota allows. Each is leased until its poll ends. */
  CompletionStage<List<Poll>> due();

  /**
   * Records what a poll found, and ends its lease. The twin must have been read after the poll was
   * leased.
   */
  CompletionStage<Void> observe(Poll poll, TwinReading reading);

  /**
   * Ends a lease without a result; the device is polled again.
   *
   * @param trouble why, if the hub was the reason; null otherwise
   */
  void release(Poll poll, @Nullable HubTrouble trouble);
}
