package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.PollOptions;
import org.jspecify.annotations.Nullable;

/** How fast a group goes, and when its twins are read. */
@UriParams
public class PaceParameters extends OfflineParameters {

  @UriParam(label = "group", defaultValue = "10")
  private String maxInFlight = "10";

  @UriParam(label = "group")
  private @Nullable String maxDown;

  @UriParam(label = "group")
  private @Nullable String rate;

  @UriParam(label = "group")
  private @Nullable String rateGrowth;

  @UriParam(label = "group")
  private @Nullable Duration holdAfterConfirm;

  @UriParam(label = "group", defaultValue = "true")
  private boolean learnFirstPoll = true;

  @UriParam(label = "group", defaultValue = "5s")
  private Duration firstPoll = PollOptions.DEFAULT.firstPoll();

  @UriParam(label = "group", defaultValue = "10s")
  private Duration pollEvery = PollOptions.DEFAULT.pollEvery();

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

  public Duration getFirstPoll() {
    return firstPoll;
  }

  /** How long after the answer the twin is read first. */
  public void setFirstPoll(Duration firstPoll) {
    this.firstPoll = firstPoll;
  }

  public Duration getPollEvery() {
    return pollEvery;
  }

  /** How long until the next reading; grows with each that saw no change. */
  public void setPollEvery(Duration pollEvery) {
    this.pollEvery = pollEvery;
  }

  public @Nullable String getMaxDown() {
    return maxDown;
  }

  /**
   * How many devices of the group may be away at once, those that have not come back included: a
   * number, or a percentage of the group. When that many have not come back, the group stops.
   */
  public void setMaxDown(@Nullable String maxDown) {
    this.maxDown = maxDown;
  }

  public @Nullable String getRate() {
    return rate;
  }

  /**
   * How many devices are called in a time, such as 10/m, 5/s or 200/h; as fast as the hub's quota
   * allows when absent.
   */
  public void setRate(@Nullable String rate) {
    this.rate = rate;
  }

  public @Nullable String getRateGrowth() {
    return rateGrowth;
  }

  /**
   * How the rate grows with success, such as 50% after 100: each time that so many more are
   * confirmed.
   */
  public void setRateGrowth(@Nullable String rateGrowth) {
    this.rateGrowth = rateGrowth;
  }

  public @Nullable Duration getHoldAfterConfirm() {
    return holdAfterConfirm;
  }

  /**
   * How long a confirmed device keeps its place, so that what depends on it can recover before the
   * next one goes.
   */
  public void setHoldAfterConfirm(@Nullable Duration holdAfterConfirm) {
    this.holdAfterConfirm = holdAfterConfirm;
  }

  public boolean isLearnFirstPoll() {
    return learnFirstPoll;
  }

  /**
   * Whether the first reading follows the times that devices of the group took to come back, never
   * earlier than firstPoll: a confirmed reboot then costs about one reading.
   */
  public void setLearnFirstPoll(boolean learnFirstPoll) {
    this.learnFirstPoll = learnFirstPoll;
  }
}
