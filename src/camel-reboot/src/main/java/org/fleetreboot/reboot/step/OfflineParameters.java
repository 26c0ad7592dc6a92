package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.OfflinePolicy;

/** What becomes of the devices of a group that are not connected when their turn comes. */
@UriParams
public class OfflineParameters extends Parameters<OfflineParameters> {

  @UriParam(label = "group,message", defaultValue = "fail", enums = "fail,skip,wait")
  private String offline = OptionText.of(OfflinePolicy.DEFAULT.offline());

  @UriParam(label = "group,message", defaultValue = "1d")
  private Duration waitWithin = OfflinePolicy.DEFAULT.waitWithin();

  public String getOffline() {
    return offline;
  }

  /**
   * What becomes of a device that is not connected when its turn comes: it is called all the same
   * and ends offline (fail), is skipped, or is waited for.
   */
  public void setOffline(String offline) {
    this.offline = offline;
  }

  public Duration getWaitWithin() {
    return waitWithin;
  }

  /**
   * How long after the start of the group a device is waited for: with offline=wait, when a check
   * says "not now", or when it is down and others may not be called for that.
   */
  public void setWaitWithin(Duration waitWithin) {
    this.waitWithin = waitWithin;
  }

  OfflinePolicy policy() {
    return new OfflinePolicy(
        OptionText.word("offline", OfflinePolicy.Offline.class, offline), waitWithin);
  }
}
