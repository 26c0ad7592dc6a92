package org.fleetreboot.engine.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.StopRule;
import org.jspecify.annotations.Nullable;

/** One poll each device that a run has confirmed: whether it has stayed up since. */
public final class StabilityCheck {
  /** More names would make the reason of a step too long to read. */
  private static final int NAMED = 5;

  private final int devices;
  private final BiConsumer<StabilityCheck, Instant> onDone;
  private final List<String> unstable = new ArrayList<>();
  private int polled;

  /**
   * @param devices how many are polled
   * @param onDone told when the last one was
   */
  StabilityCheck(int devices, BiConsumer<StabilityCheck, Instant> onDone) {
    this.devices = devices;
    this.onDone = onDone;
  }

  /** One was polled; {@code finding} is what is wrong with it, null for nothing. */
  public void polled(@Nullable String finding, Instant now) {
    if (finding != null) {
      unstable.add(finding);
    }
    if (++polled == devices) {
      onDone.accept(this, now);
    }
  }

  public boolean breaks(Limit maxUnstable) {
    return maxUnstable.isBrokenBy(unstable.size(), devices, devices, StopRule.DEFAULT.minSample());
  }

  /** What was found, in words; null when nothing was. */
  public @Nullable String report(Limit maxUnstable) {
    if (unstable.isEmpty()) {
      return null;
    }
    String named = String.join("; ", unstable.subList(0, Math.min(NAMED, unstable.size())));
    return "maxUnstable %s: %d of %d (%s%s)"
        .formatted(
            maxUnstable, unstable.size(), devices, named, unstable.size() > NAMED ? "; ..." : "");
  }
}
