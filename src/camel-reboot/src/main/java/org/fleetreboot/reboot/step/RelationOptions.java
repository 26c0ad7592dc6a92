package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Which devices may not be down together. */
@UriParams
public class RelationOptions extends WindowOptions {

  @UriParam(label = "group")
  private @Nullable String neverTogether;

  @UriParam(label = "group")
  private @Nullable String maxDownPer;

  public @Nullable String getNeverTogether() {
    return neverTogether;
  }

  /**
   * The tag that names a pair, such as tags.pair: of the devices with the same value one at most is
   * down. It holds across groups and runs, among those that name the tag.
   */
  public void setNeverTogether(@Nullable String neverTogether) {
    this.neverTogether = neverTogether;
  }

  public @Nullable String getMaxDownPer() {
    return maxDownPer;
  }

  /**
   * How many devices with the same value of a tag may be down at once, such as tags.site=2; more
   * after commas. It holds across groups and runs, among those that name the tag. When so many have
   * not come back, the others with that value are skipped.
   */
  public void setMaxDownPer(@Nullable String maxDownPer) {
    this.maxDownPer = maxDownPer;
  }
}
