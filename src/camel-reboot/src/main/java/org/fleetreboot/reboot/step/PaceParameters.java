package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.jspecify.annotations.Nullable;

/** How fast a group goes. */
@UriParams
public class PaceParameters extends Parameters<PaceParameters> {

  @UriParam(label = "group,message", defaultValue = "10")
  private String maxInFlight = Pace.DEFAULT.maxInFlight().toString();

  @UriParam(label = "group,message")
  private @Nullable String maxDown;

  @UriParam(label = "group,message")
  private @Nullable String rate;

  @UriParam(label = "group,message")
  private @Nullable String rateGrowth;

  @UriParam(label = "group,message")
  private @Nullable Duration holdAfterConfirm;

  public String getMaxInFlight() {
    return maxInFlight;
  }

  /**
   * How many devices may be between their turn and their outcome at once: a number, or a percentage
   * of the group.
   */
  public void setMaxInFlight(String maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public @Nullable String getMaxDown() {
    return maxDown;
  }

  /**
   * How many devices of the group may be down at once, including those that have not come back: a
   * number, or a percentage of the group. When that many have not come back, the group stops.
   */
  public void setMaxDown(@Nullable String maxDown) {
    this.maxDown = maxDown;
  }

  public @Nullable String getRate() {
    return rate;
  }

  /**
   * How many devices are called per time, such as 10/m, 5/s or 200/h; by default as fast as the
   * hub's quota allows.
   */
  public void setRate(@Nullable String rate) {
    this.rate = rate;
  }

  public @Nullable String getRateGrowth() {
    return rateGrowth;
  }

  /**
   * How the rate grows with success: with 50% after 100, by half for each further 100 confirmed
   * devices.
   */
  public void setRateGrowth(@Nullable String rateGrowth) {
    this.rateGrowth = rateGrowth;
  }

  public @Nullable Duration getHoldAfterConfirm() {
    return holdAfterConfirm;
  }

  /**
   * How long a confirmed device keeps its place, so that whatever depends on it can recover before
   * the next call.
   */
  public void setHoldAfterConfirm(@Nullable Duration holdAfterConfirm) {
    this.holdAfterConfirm = holdAfterConfirm;
  }

  Pace pace() {
    return new Pace(
        OptionParser.limit("maxInFlight", maxInFlight),
        OptionParser.limitOrNull("maxDown", maxDown),
        rate == null ? null : Rate.parse(rate),
        rateGrowth == null ? null : RateGrowth.parse(rateGrowth),
        holdAfterConfirm);
  }
}
