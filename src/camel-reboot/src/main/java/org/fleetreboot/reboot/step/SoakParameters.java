package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** How long to wait, and what must be true at the end. */
@UriParams
public class SoakParameters extends Parameters<SoakParameters> {

  @UriParam(label = "soak")
  private @Nullable Duration duration;

  @UriParam(label = "soak")
  private @Nullable String maxUnstable;

  public @Nullable Duration getDuration() {
    return duration;
  }

  /** soak: how long to wait, counted from the first start of the step. */
  public void setDuration(@Nullable Duration duration) {
    this.duration = duration;
  }

  public @Nullable String getMaxUnstable() {
    return maxUnstable;
  }

  /**
   * soak: how many of the devices confirmed so far in this run may have rebooted by themselves, or
   * be disconnected, at the end: a number or a percentage. With more, the chain ends. Without this
   * option no device is polled.
   */
  public void setMaxUnstable(@Nullable String maxUnstable) {
    this.maxUnstable = maxUnstable;
  }

  /** How many devices may be unstable at the end; null if no device is polled. */
  @Nullable Limit limit() {
    return OptionParser.limitOrNull("maxUnstable", maxUnstable);
  }
}
