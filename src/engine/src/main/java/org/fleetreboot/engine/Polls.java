package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/**
 * The polls of devices whose wait is over. For {@code reboot-device:due} and {@code
 * reboot-device:observe}. {@link Engine} says what holds for each stage.
 */
public interface Polls {

  /** The devices to poll now, as many as the quota allows; each leased until its poll ends. */
  CompletionStage<List<Poll>> due();

  /** Records what a poll found, and ends its lease: the twin was read since it was leased. */
  CompletionStage<Void> observe(Poll poll, TwinReading reading);

  /**
   * Ends a lease without a finding; the device is polled again.
   *
   * @param trouble why, when the hub was the reason; null otherwise
   */
  void release(Poll poll, @Nullable HubTrouble trouble);
}
