package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.DisconnectedPolicy;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Which devices may not be down together. */
@UriParams
public class BudgetParameters extends Parameters<BudgetParameters> {

  @UriParam(label = "group,message")
  private @Nullable String neverTogether;

  @UriParam(label = "group,message")
  private @Nullable String maxDownPer;

  @UriParam(label = "group,message", defaultValue = "true")
  private boolean countDisconnected = DisconnectedPolicy.DEFAULT.countDisconnected();

  @UriParam(label = "group,message", defaultValue = "7d")
  private Duration downForgottenAfter = DisconnectedPolicy.DEFAULT.downForgottenAfter();

  public @Nullable String getNeverTogether() {
    return neverTogether;
  }

  /**
   * The tag that names a pair, such as tags.pair: at most one of the devices with the same value is
   * down at a time. Applies across groups and runs that name the tag.
   */
  public void setNeverTogether(@Nullable String neverTogether) {
    this.neverTogether = neverTogether;
  }

  public @Nullable String getMaxDownPer() {
    return maxDownPer;
  }

  /**
   * How many devices with the same value of a tag may be down at once, such as tags.site=2;
   * comma-separated for several tags. Applies across groups and runs that name the tag. While that
   * many have not come back, the others with that value wait, and are finally skipped.
   */
  public void setMaxDownPer(@Nullable String maxDownPer) {
    this.maxDownPer = maxDownPer;
  }

  public boolean isCountDisconnected() {
    return countDisconnected;
  }

  /**
   * Whether neverTogether, maxDownPer and maxDown also count devices that the hub reports as
   * disconnected (possibly minutes late), besides those that are being rebooted or have not come
   * back. A query finds them before the first call and every minute. Blocked devices wait during
   * waitWithin, and are then skipped. Disabled devices do not count.
   */
  public void setCountDisconnected(boolean countDisconnected) {
    this.countDisconnected = countDisconnected;
  }

  public Duration getDownForgottenAfter() {
    return downForgottenAfter;
  }

  /** How long a disconnected device counts as down. */
  public void setDownForgottenAfter(Duration downForgottenAfter) {
    this.downForgottenAfter = downForgottenAfter;
  }

  /** Null if no tag relates devices. */
  @Nullable DisruptionBudget budget() {
    if (neverTogether == null && maxDownPer == null) {
      return null;
    }
    return new DisruptionBudget(
        neverTogether == null ? null : new TagPath(neverTogether),
        maxDownPer == null
            ? List.of()
            : Arrays.stream(maxDownPer.split(",", -1)).map(TagDownLimit::parse).toList());
  }

  DisconnectedPolicy disconnectedPolicy() {
    return new DisconnectedPolicy(countDisconnected, downForgottenAfter);
  }
}
