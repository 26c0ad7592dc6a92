package org.fleetreboot.reboot.step;

import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.reboot.targets.ListHubs;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.GroupOptions.Membership;
import org.fleetreboot.workflow.options.MissingOption;
import org.fleetreboot.workflow.run.Target;
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
  private String unknownDevices = OptionParser.of(Unknown.FAIL);

  @UriParam(label = "group,advanced", defaultValue = "iothub:getTwin")
  private String twinVia = "iothub:getTwin";

  @UriParam(label = "group,advanced", defaultValue = "iothub:queryTwins")
  private String targetsVia = "iothub:queryTwins";

  @UriParam(label = "group,advanced", defaultValue = "1000")
  private int pageSize = 1000;

  @UriParam(label = "group,message", defaultValue = "false")
  private boolean allowEmpty = GroupOptions.DEFAULT.allowEmpty();

  @UriParam(label = "group", defaultValue = "frozen", enums = "frozen,follow")
  private String membership = OptionParser.of(GroupOptions.DEFAULT.membership());

  public @Nullable String getQuery() {
    return query;
  }

  /**
   * The devices of the group: a condition such as tags.ring = 'canary', or a complete SELECT that
   * returns deviceId. By default the body names them: a list, a JSON array, or text with commas or
   * line breaks between the ids.
   */
  public void setQuery(@Nullable String query) {
    this.query = query;
  }

  public @Nullable String getExclude() {
    return exclude;
  }

  /**
   * Devices to exclude from the group: comma-separated ids, or a JSON array of ids. HUB/ID excludes
   * the device of one hub.
   */
  public void setExclude(@Nullable String exclude) {
    this.exclude = exclude;
  }

  public @Nullable String getExcludeQuery() {
    return excludeQuery;
  }

  /** A query, written like the option query, for devices to exclude from the group. */
  public void setExcludeQuery(@Nullable String excludeQuery) {
    this.excludeQuery = excludeQuery;
  }

  public String getUnknownDevices() {
    return unknownDevices;
  }

  /**
   * What to do with a list that contains devices unknown to the hub: mark each of them failed in
   * its turn, without a call, and reboot the others (fail), or call no device and fail the step
   * with their names (refuse). To refuse, the hub is asked about the whole list before the first
   * call.
   */
  public void setUnknownDevices(String unknownDevices) {
    this.unknownDevices = unknownDevices;
  }

  public String getTwinVia() {
    return twinVia;
  }

  /** The endpoint that looks up a single device, for unknownDevices=refuse. */
  public void setTwinVia(String twinVia) {
    this.twinVia = twinVia;
  }

  public String getTargetsVia() {
    return targetsVia;
  }

  /** The endpoint for queries. */
  public void setTargetsVia(String targetsVia) {
    this.targetsVia = targetsVia;
  }

  public int getPageSize() {
    return pageSize;
  }

  /** The number of devices on a page of the query's result. */
  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  public boolean isAllowEmpty() {
    return allowEmpty;
  }

  /** Whether a group without devices succeeds. */
  public void setAllowEmpty(boolean allowEmpty) {
    this.allowEmpty = allowEmpty;
  }

  public String getMembership() {
    return membership;
  }

  /**
   * Whether the group consists of the devices that the query finds when the group begins (frozen),
   * or also of those that it finds later (follow): it is repeated every minute, and once more
   * before the group ends.
   */
  public void setMembership(String membership) {
    this.membership = membership;
  }

  /** Whether any option names devices. */
  boolean namesDevices() {
    return query != null || exclude != null || excludeQuery != null;
  }

  /**
   * The query for the devices; null if the message names them.
   *
   * @throws IllegalArgumentException if its rows could be anything but devices
   */
  public @Nullable DeviceQuery targets() {
    return query("query", query);
  }

  /** The query for excluded devices; null without one. */
  public @Nullable DeviceQuery excluded() {
    return query("excludeQuery", excludeQuery);
  }

  /**
   * The ids in {@code exclude} that are on that hub, or on any; empty without it.
   *
   * @param hub null for the only one
   */
  public List<String> excludedDevices(@Nullable String hub) {
    return exclude == null
        ? List.of()
        : TargetList.option(exclude, ListHubs.ANY).stream()
            .filter(target -> target.hub() == null || hub == null || target.hub().equals(hub))
            .map(Target::device)
            .distinct()
            .toList();
  }

  /** Whether to refuse a list with a device that the hub does not know. */
  public boolean refusesUnknown() {
    return OptionParser.word("unknownDevices", Unknown.class, unknownDevices) == Unknown.REFUSE;
  }

  /**
   * Refuses invalid options.
   *
   * @throws IllegalArgumentException with the value and the remedy
   */
  void check() {
    targets();
    excluded();
    excludedDevices(null);
    refusesUnknown();
  }

  Membership membership() {
    Membership joining = OptionParser.word("membership", Membership.class, membership);
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

  /** What to do with a list that contains a device unknown to the hub. */
  private enum Unknown {
    FAIL,
    REFUSE
  }
}
