package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.fleetreboot.workflow.RolloutOptions;
import org.jspecify.annotations.Nullable;

/** The options of a step; those of the component are their defaults. */
@UriParams
public class RebootConfiguration extends CallOptions implements Cloneable {

  @UriPath(enums = "group,soak")
  @Metadata(required = true)
  private String kind = "group";

  @UriPath
  @Metadata(required = true)
  private String name = "";

  @UriParam(label = "group")
  private @Nullable String query;

  @UriParam(label = "group,advanced", defaultValue = "iothub:queryTwins")
  private String targetsVia = "iothub:queryTwins";

  @UriParam(label = "group,advanced", defaultValue = "1000")
  private int pageSize = 1000;

  @UriParam(label = "group", defaultValue = "10")
  private int maxInFlight = RolloutOptions.DEFAULT.maxInFlight();

  @UriParam(label = "group", defaultValue = "5%")
  private String maxFailed = "5%";

  @UriParam(label = "group", defaultValue = "100%")
  private String maxOffline = "100%";

  @UriParam(label = "group", defaultValue = "20")
  private int minSample = RolloutOptions.DEFAULT.minSample();

  @UriParam(label = "group", defaultValue = "false")
  private boolean allowEmpty;

  @UriParam(label = "group")
  private @Nullable String window;

  @UriParam(label = "group", defaultValue = "5s")
  private Duration firstLook = RolloutOptions.DEFAULT.firstLook();

  @UriParam(label = "group", defaultValue = "10s")
  private Duration lookEvery = RolloutOptions.DEFAULT.lookEvery();

  @UriParam(label = "soak")
  private @Nullable Duration duration;

  @UriParam(label = "advanced")
  private @Nullable String key;

  /** A copy that an endpoint may change. */
  public RebootConfiguration copy() {
    try {
      return (RebootConfiguration) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  public String getKind() {
    return kind;
  }

  /** What the step does: reboot a group of devices, or let time pass. */
  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  /** The name of the group or of the wait, for people. */
  public void setName(String name) {
    this.name = name;
  }

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

  public int getMaxInFlight() {
    return maxInFlight;
  }

  /** How many devices may be between their turn and their outcome at once. */
  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public String getMaxFailed() {
    return maxFailed;
  }

  /**
   * How many devices may end rejected, not confirmed, unknown or failed: a number, or a percentage
   * of those settled. One more stops the group.
   */
  public void setMaxFailed(String maxFailed) {
    this.maxFailed = maxFailed;
  }

  public String getMaxOffline() {
    return maxOffline;
  }

  /** How many devices may end offline: a number, or a percentage of those settled. */
  public void setMaxOffline(String maxOffline) {
    this.maxOffline = maxOffline;
  }

  public int getMinSample() {
    return minSample;
  }

  /** A percentage of fewer settled devices than this stops nothing. */
  public void setMinSample(int minSample) {
    this.minSample = minSample;
  }

  public boolean isAllowEmpty() {
    return allowEmpty;
  }

  /** Whether a group without devices is a success. */
  public void setAllowEmpty(boolean allowEmpty) {
    this.allowEmpty = allowEmpty;
  }

  public @Nullable String getWindow() {
    return window;
  }

  /** When devices may be called, such as Sat,Sun 01:00-05:00 Europe/Paris; always when absent. */
  public void setWindow(@Nullable String window) {
    this.window = window;
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

  public @Nullable Duration getDuration() {
    return duration;
  }

  /** soak: how much time passes, counted from the first start of the step. */
  public void setDuration(@Nullable Duration duration) {
    this.duration = duration;
  }

  public @Nullable String getKey() {
    return key;
  }

  /**
   * Tells the passes of a split apart, as a simple expression such as ${body}: the same for the
   * same pass on every replay. The key of the step is its id and this.
   */
  public void setKey(@Nullable String key) {
    this.key = key;
  }
}
