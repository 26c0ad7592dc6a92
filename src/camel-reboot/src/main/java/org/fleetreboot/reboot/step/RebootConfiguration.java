package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;

/** The options of a step; those of the component are their defaults. */
@UriParams
public class RebootConfiguration extends ApprovalParameters implements Cloneable {

  @UriPath(enums = "group,soak,approval,check")
  @Metadata(required = true)
  private String kind = "group";

  @UriPath
  @Metadata(required = true)
  private String name = "";

  @UriParam(label = "soak")
  private @Nullable Duration duration;

  @UriParam(label = "soak")
  private @Nullable String maxUnstable;

  @UriParam(label = "check")
  private @Nullable String via;

  @UriParam(label = "check", defaultValue = "false")
  private boolean sendBody;

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

  /**
   * What the step does: reboot a group of devices, let time pass, wait for a person, or ask an
   * endpoint.
   */
  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  /** The name of the group, of the wait, of the approval or of the check, for people. */
  public void setName(String name) {
    this.name = name;
  }

  public @Nullable Duration getDuration() {
    return duration;
  }

  /** soak: how much time passes, counted from the first start of the step. */
  public void setDuration(@Nullable Duration duration) {
    this.duration = duration;
  }

  public @Nullable String getMaxUnstable() {
    return maxUnstable;
  }

  /**
   * soak: how many of the devices that the run has confirmed so far may have rebooted by
   * themselves, or be disconnected, when the time has passed: a number or a percentage. With more
   * the chain ends. Without it nobody is polled.
   */
  public void setMaxUnstable(@Nullable String maxUnstable) {
    this.maxUnstable = maxUnstable;
  }

  public @Nullable String getVia() {
    return via;
  }

  /**
   * check: the endpoint that is asked. It says no by the header CamelRebootVeto with the reason, or
   * by the body false; not now by the header CamelRebootRetryAfter, or by failing; else yes.
   */
  public void setVia(@Nullable String via) {
    this.via = via;
  }

  public boolean isSendBody() {
    return sendBody;
  }

  /**
   * check: whether the endpoint gets the body of the exchange, such as what the group before says
   * of itself. It has to be one that the endpoint can send.
   */
  public void setSendBody(boolean sendBody) {
    this.sendBody = sendBody;
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
