package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** How much time passes, and what must be so at its end. */
@UriParams
public class SoakParameters extends Parameters<SoakParameters> {

  @UriParam(label = "soak")
  private @Nullable Duration duration;

  @UriParam(label = "soak")
  private @Nullable String maxUnstable;

  public @Nullable Duration getDuration() {
    return duration;
  }

  /** soak: how much time passes, counted from the first start of the step. */
  public void setDuration(@Nullable Duration duration) {
    this.duration = duration;
  }

  public @Nullable String getMaxUnstable() {
    return maxUnstable;
  }

  /**
   * soak: how many of the devices that the run has confirmed so far may have rebooted by
   * themselves, or be disconnected, when the time has passed: a number or a percentage. With more
   * the chain ends. Without it nobody is polled.
   */
  public void setMaxUnstable(@Nullable String maxUnstable) {
    this.maxUnstable = maxUnstable;
  }

  /** How many devices may not have stayed up when it ends; null when it polls no device. */
  @Nullable Limit limit() {
    return OptionText.limitOrNull("maxUnstable", maxUnstable);
  }
}
