package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The devices of a group. */
@UriParams
public class TargetParameters extends StopParameters {

  @UriParam(label = "group")
  private @Nullable String query;

  @UriParam(label = "group")
  private @Nullable String exclude;

  @UriParam(label = "group")
  private @Nullable String excludeQuery;

  @UriParam(label = "group", defaultValue = "fail", enums = "fail,refuse")
  private String unknownDevices = "fail";

  @UriParam(label = "group,advanced", defaultValue = "iothub:getTwin")
  private String twinVia = "iothub:getTwin";

  @UriParam(label = "group,advanced", defaultValue = "iothub:queryTwins")
  private String targetsVia = "iothub:queryTwins";

  @UriParam(label = "group,advanced", defaultValue = "1000")
  private int pageSize = 1000;

  @UriParam(label = "group", defaultValue = "false")
  private boolean allowEmpty;

  @UriParam(label = "group", defaultValue = "frozen", enums = "frozen,follow")
  private String membership = "frozen";

  public @Nullable String getQuery() {
    return query;
  }

  /**
   * The devices of the group: a condition such as tags.ring = 'canary', or a whole SELECT that
   * returns deviceId. Without it the body names them: a list, a JSON array, or text with commas or
   * line ends between the ids.
   */
  public void setQuery(@Nullable String query) {
    this.query = query;
  }

  public @Nullable String getExclude() {
    return exclude;
  }

  /** Devices that are left out of the group: ids with commas between, or a JSON array of them. */
  public void setExclude(@Nullable String exclude) {
    this.exclude = exclude;
  }

  public @Nullable String getExcludeQuery() {
    return excludeQuery;
  }

  /** Devices that are left out of the group: those that this query finds, written as query is. */
  public void setExcludeQuery(@Nullable String excludeQuery) {
    this.excludeQuery = excludeQuery;
  }

  public String getUnknownDevices() {
    return unknownDevices;
  }

  /**
   * What becomes of a list with devices that the hub does not know: each of them ends failed in its
   * turn, uncalled, and the others are rebooted (fail), or nobody is called and the step fails with
   * their names (refuse). For the second the hub is asked about the whole list before the first
   * call.
   */
  public void setUnknownDevices(String unknownDevices) {
    this.unknownDevices = unknownDevices;
  }

  public String getTwinVia() {
    return twinVia;
  }

  /** Where the hub is asked about one device, with unknownDevices=refuse. */
  public void setTwinVia(String twinVia) {
    this.twinVia = twinVia;
  }

  public String getTargetsVia() {
    return targetsVia;
  }

  /** Where the query is sent to. */
  public void setTargetsVia(String targetsVia) {
    this.targetsVia = targetsVia;
  }

  public int getPageSize() {
    return pageSize;
  }

  /** How many devices the query asks for at a time. */
  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  public boolean isAllowEmpty() {
    return allowEmpty;
  }

  /** Whether a group without devices is a success. */
  public void setAllowEmpty(boolean allowEmpty) {
    this.allowEmpty = allowEmpty;
  }

  public String getMembership() {
    return membership;
  }

  /**
   * Whether the devices are those that the query finds when the group begins (frozen), or also
   * those that it finds while the group is under way (follow): it is asked again every minute, and
   * once more before the group ends.
   */
  public void setMembership(String membership) {
    this.membership = membership;
  }

  /** Whether any option names devices. */
  boolean namesDevices() {
    return query != null || exclude != null || excludeQuery != null;
  }
}
