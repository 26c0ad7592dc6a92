package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.StopRule;

/** How many devices may end badly before the rest is left out. */
@UriParams
public class StopOptions extends PaceOptions {

  @UriParam(label = "group", defaultValue = "5%")
  private String maxFailed = "5%";

  @UriParam(label = "group", defaultValue = "100%")
  private String maxOffline = "100%";

  @UriParam(label = "group", defaultValue = "20")
  private int minSample = StopRule.DEFAULT.minSample();

  public String getMaxFailed() {
    return maxFailed;
  }

  /**
   * How many devices may end rejected, not confirmed, unknown or failed: a number, or a percentage
   * of those settled. One more stops the group.
   */
  public void setMaxFailed(String maxFailed) {
    this.maxFailed = maxFailed;
  }

  public String getMaxOffline() {
    return maxOffline;
  }

  /** How many devices may end offline: a number, or a percentage of those settled. */
  public void setMaxOffline(String maxOffline) {
    this.maxOffline = maxOffline;
  }

  public int getMinSample() {
    return minSample;
  }

  /** A percentage of fewer settled devices than this stops nothing. */
  public void setMinSample(int minSample) {
    this.minSample = minSample;
  }
}
