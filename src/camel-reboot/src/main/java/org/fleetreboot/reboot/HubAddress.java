package org.fleetreboot.reboot;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.EndpointServiceLocation;
import org.jspecify.annotations.Nullable;

/** Where the endpoints that a route calls the hub through reach it, as Camel's endpoints say it. */
final class HubAddress {
  private static final String SCHEME = "iothub";

  private HubAddress() {}

  /** As the component says it; null when there is none, or it does not know. */
  static @Nullable String of(CamelContext context) {
    Component component = context.getComponent(SCHEME, true, false);
    return component != null
            && context.getEndpoint(SCHEME + ":getTwin") instanceof EndpointServiceLocation located
        ? located.getServiceUrl()
        : null;
  }
}
