package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Who is asked whether a chain may go on. */
@UriParams
public class CheckParameters extends Parameters<CheckParameters> {

  @UriParam(label = "check")
  private @Nullable String via;

  @UriParam(label = "check", defaultValue = "false")
  private boolean sendBody;

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
}
