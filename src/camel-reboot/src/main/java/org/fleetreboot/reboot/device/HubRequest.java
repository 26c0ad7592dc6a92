package org.fleetreboot.reboot.device;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.fleetreboot.reboot.HubHeaders;
import org.jspecify.annotations.Nullable;

/** A copy of a route's exchange that goes to the hub, so that the route's own stays as it is. */
final class HubRequest {
  private static final String PREFIX = "CamelIotHub";

  private HubRequest() {}

  /**
   * Makes the copy, without what earlier requests left: an old status would pass for an answer, and
   * an operation or a module in a header would change what is asked.
   */
  static Exchange copyOf(Exchange exchange, String device, @Nullable Object body) {
    Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
    copy.setPattern(ExchangePattern.InOut);
    copy.getProperties().keySet().removeIf(HubRequest::isOfTheHub);
    copy.getMessage().getHeaders().keySet().removeIf(HubRequest::isOfTheHub);
    copy.getMessage().setHeader(HubHeaders.DEVICE_ID, device);
    copy.getMessage().setBody(body);
    return copy;
  }

  /** By hand: Camel's own patterns compile a regular expression for every header. */
  private static boolean isOfTheHub(String name) {
    return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }
}
