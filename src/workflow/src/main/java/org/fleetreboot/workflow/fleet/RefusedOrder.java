package org.fleetreboot.workflow.fleet;

import java.time.Instant;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.TruncatedText;
import org.jspecify.annotations.Nullable;

/**
 * An order of a person whose name is proved, and who may not give it, or not now.
 *
 * @param order in a word, such as {@code cancel}
 * @param run null if it is about all runs
 * @param step null if it is about no step
 * @param device null if it is about no device
 * @param why for people
 */
public record RefusedOrder(
    Requester by,
    String order,
    @Nullable String run,
    @Nullable String step,
    @Nullable String device,
    String why) {
  /** In bytes of UTF-8: the names are those that somebody sent. */
  private static final int LONGEST = 500;

  public RefusedOrder {
    run = shortened(run);
    step = shortened(step);
    device = shortened(device);
    why = TruncatedText.of(why, LONGEST);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null ? null : TruncatedText.of(text, LONGEST);
  }

  FleetStopEvent.OrderRefused at(Instant now) {
    return new FleetStopEvent.OrderRefused(now, by, order, run, step, device, why);
  }
}
