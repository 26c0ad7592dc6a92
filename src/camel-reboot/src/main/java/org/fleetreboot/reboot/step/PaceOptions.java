package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.LookPlan;

/** How fast a group goes, and when its twins are read. */
@UriParams
public class PaceOptions extends CallOptions {

  @UriParam(label = "group", defaultValue = "10")
  private String maxInFlight = "10";

  @UriParam(label = "group", defaultValue = "5s")
  private Duration firstLook = LookPlan.DEFAULT.firstLook();

  @UriParam(label = "group", defaultValue = "10s")
  private Duration lookEvery = LookPlan.DEFAULT.lookEvery();

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

  public Duration getFirstLook() {
    return firstLook;
  }

  /** How long after the answer the twin is read first. */
  public void setFirstLook(Duration firstLook) {
    this.firstLook = firstLook;
  }

  public Duration getLookEvery() {
    return lookEvery;
  }

  /** How long until the next reading; grows with each that saw no change. */
  public void setLookEvery(Duration lookEvery) {
    this.lookEvery = lookEvery;
  }
}
