package org.fleetreboot.reboot.step;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.GroupOptions.Membership;
import org.fleetreboot.workflow.options.MissingOption;
import org.jspecify.annotations.Nullable;

/** The devices of a group. */
@UriParams
public class TargetParameters extends Parameters<TargetParameters> {

  @UriParam(label = "group")
  private @Nullable String query;

  @UriParam(label = "group")
  private @Nullable String exclude;

  @UriParam(label = "group")
  private @Nullable String excludeQuery;

  @UriParam(label = "group,message", defaultValue = "fail", enums = "fail,refuse")
  private String unknownDevices = OptionText.of(Unknown.FAIL);

  @UriParam(label = "group,advanced", defaultValue = "iothub:getTwin")
  private String twinVia = "iothub:getTwin";

  @UriParam(label = "group,advanced", defaultValue = "iothub:queryTwins")
  private String targetsVia = "iothub:queryTwins";

  @UriParam(label = "group,advanced", defaultValue = "1000")
  private int pageSize = 1000;

  @UriParam(label = "group,message", defaultValue = "false")
  private boolean allowEmpty = GroupOptions.DEFAULT.allowEmpty();

  @UriParam(label = "group", defaultValue = "frozen", enums = "frozen,follow")
  private String membership = OptionText.of(GroupOptions.DEFAULT.membership());

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

  /**
   * What finds the devices; null when the message names them.
   *
   * @throws IllegalArgumentException when its rows could be anything but devices
   */
  public @Nullable DeviceQuery targets() {
    return query("query", query);
  }

  /** What finds devices that are left out; null without it. */
  public @Nullable DeviceQuery excluded() {
    return query("excludeQuery", excludeQuery);
  }

  /** The ids that {@code exclude} names; none without it. */
  public Set<String> excludedDevices() {
    return exclude == null ? Set.of() : new LinkedHashSet<>(TargetList.option(exclude));
  }

  /** Whether a list with a device that the hub does not know is refused. */
  public boolean refusesUnknown() {
    return OptionText.word("unknownDevices", Unknown.class, unknownDevices) == Unknown.REFUSE;
  }

  /**
   * Refuses what cannot be read.
   *
   * @throws IllegalArgumentException with the value and the remedy
   */
  void check() {
    targets();
    excluded();
    excludedDevices();
    refusesUnknown();
  }

  Membership membership() {
    Membership joining = OptionText.word("membership", Membership.class, membership);
    if (joining == Membership.FOLLOW && query == null) {
      throw new MissingOption(
          "query", "membership=follow needs a query: a list finds no devices later.");
    }
    return joining;
  }

  private static @Nullable DeviceQuery query(String option, @Nullable String written) {
    try {
      return written == null ? null : DeviceQuery.of(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  /** What becomes of a list with a device that the hub does not know. */
  private enum Unknown {
    FAIL,
    REFUSE
  }
}
