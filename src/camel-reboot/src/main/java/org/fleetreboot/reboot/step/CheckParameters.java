package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Which endpoint is asked whether a chain may continue. */
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
   * check: the endpoint to ask. The header CamelRebootVeto with a reason, or the body false, means
   * no. The header CamelRebootRetryAfter, or a failure, means not now. Anything else means yes.
   */
  public void setVia(@Nullable String via) {
    this.via = via;
  }

  public boolean isSendBody() {
    return sendBody;
  }

  /**
   * check: whether the endpoint gets the body of the exchange, such as the results of the previous
   * group. The endpoint must be able to send it.
   */
  public void setSendBody(boolean sendBody) {
    this.sendBody = sendBody;
  }
}
