package org.fleetreboot.reboot.device;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.fleetreboot.reboot.HubHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a route's exchange for a request to the hub, so that the route's own exchange is
 * unchanged.
 */
final class HubRequest {
  private static final String PREFIX = "CamelIotHub";

  private HubRequest() {}

  /**
   * Makes the copy without the results of earlier requests: an old status could be mistaken for an
   * answer, and headers for operation or module would change the request.
   *
   * @param hub null for the only one
   */
  static Exchange copyOf(
      Exchange exchange, @Nullable String hub, String device, @Nullable Object body) {
    Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
    copy.setPattern(ExchangePattern.InOut);
    copy.getProperties().keySet().removeIf(HubRequest::isOfTheHub);
    copy.getMessage().getHeaders().keySet().removeIf(HubRequest::isOfTheHub);
    HubHeaders.address(copy.getMessage(), hub);
    copy.getMessage().setHeader(HubHeaders.DEVICE_ID, device);
    copy.getMessage().setBody(body);
    return copy;
  }

  /** Compares by hand, because Camel's patterns compile a regular expression for each header. */
  private static boolean isOfTheHub(String name) {
    return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }
}
