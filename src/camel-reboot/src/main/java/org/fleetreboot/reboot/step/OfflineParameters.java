package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.OfflinePolicy;

/** What to do with devices that are not connected when their turn comes. */
@UriParams
public class OfflineParameters extends Parameters<OfflineParameters> {

  @UriParam(label = "group,message", defaultValue = "fail", enums = "fail,skip,wait")
  private String offline = OptionParser.of(OfflinePolicy.DEFAULT.offline());

  @UriParam(label = "group,message", defaultValue = "1d")
  private Duration waitWithin = OfflinePolicy.DEFAULT.waitWithin();

  public String getOffline() {
    return offline;
  }

  /**
   * What to do with a device that is not connected when its turn comes: call it anyway and let it
   * end offline (fail), skip it, or wait for it.
   */
  public void setOffline(String offline) {
    this.offline = offline;
  }

  public Duration getWaitWithin() {
    return waitWithin;
  }

  /**
   * How long after the start of the group to wait for a device: with offline=wait, when a check
   * says "not now", or when related devices are down.
   */
  public void setWaitWithin(Duration waitWithin) {
    this.waitWithin = waitWithin;
  }

  OfflinePolicy policy() {
    return new OfflinePolicy(
        OptionParser.word("offline", OfflinePolicy.Offline.class, offline), waitWithin);
  }
}
