package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.StopRule;
import org.jspecify.annotations.Nullable;

/** How many devices may fail before the rest are skipped. */
@UriParams
public class StopParameters extends Parameters<StopParameters> {

  @UriParam(label = "group,message", defaultValue = "5%")
  private String maxFailed = StopRule.DEFAULT.maxFailed().toString();

  @UriParam(label = "group,message", defaultValue = "100%")
  private String maxOffline = StopRule.DEFAULT.maxOffline().toString();

  @UriParam(label = "group,message")
  private @Nullable String maxRejected;

  @UriParam(label = "group,message")
  private @Nullable String maxNotConfirmed;

  @UriParam(label = "group,message")
  private @Nullable String maxUnknown;

  @UriParam(label = "group,message", defaultValue = "20")
  private int minSample = StopRule.DEFAULT.minSample();

  public String getMaxFailed() {
    return maxFailed;
  }

  /**
   * How many devices may end rejected, not confirmed, unknown or failed: a number, or a percentage;
   * 0% allows none. One more stops the group.
   */
  public void setMaxFailed(String maxFailed) {
    this.maxFailed = maxFailed;
  }

  public String getMaxOffline() {
    return maxOffline;
  }

  /** How many devices may end offline: a number, or a percentage. */
  public void setMaxOffline(String maxOffline) {
    this.maxOffline = maxOffline;
  }

  public int getMinSample() {
    return minSample;
  }

  /**
   * The base of percentages: in a group with fewer devices than this, the percentage is of its
   * size, and at least one device; in a larger group it is of the settled devices, once there are
   * this many.
   */
  public void setMinSample(int minSample) {
    this.minSample = minSample;
  }

  public @Nullable String getMaxRejected() {
    return maxRejected;
  }

  /** How many devices may end rejected: a number, or a percentage. */
  public void setMaxRejected(@Nullable String maxRejected) {
    this.maxRejected = maxRejected;
  }

  public @Nullable String getMaxNotConfirmed() {
    return maxNotConfirmed;
  }

  /** How many devices may end not confirmed: a number, or a percentage. */
  public void setMaxNotConfirmed(@Nullable String maxNotConfirmed) {
    this.maxNotConfirmed = maxNotConfirmed;
  }

  public @Nullable String getMaxUnknown() {
    return maxUnknown;
  }

  /** How many devices may end unknown: a number, or a percentage. */
  public void setMaxUnknown(@Nullable String maxUnknown) {
    this.maxUnknown = maxUnknown;
  }

  StopRule stop() {
    return new StopRule(
        OptionParser.limit("maxFailed", maxFailed),
        OptionParser.limit("maxOffline", maxOffline),
        OptionParser.limitOrNull("maxRejected", maxRejected),
        OptionParser.limitOrNull("maxNotConfirmed", maxNotConfirmed),
        OptionParser.limitOrNull("maxUnknown", maxUnknown),
        minSample);
  }
}
