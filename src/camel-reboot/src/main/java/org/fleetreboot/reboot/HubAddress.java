package org.fleetreboot.reboot;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.EndpointServiceLocation;
import org.jspecify.annotations.Nullable;

/** The address at which Camel's endpoints reach the hub. */
final class HubAddress {
  private static final String SCHEME = "iothub";

  private HubAddress() {}

  /**
   * The address that the component reports; null if there is no component, or it has no address.
   */
  static @Nullable String of(CamelContext context) {
    Component component = context.getComponent(SCHEME, true, false);
    return component != null
            && context.getEndpoint(SCHEME + ":getTwin") instanceof EndpointServiceLocation located
        ? located.getServiceUrl()
        : null;
  }
}
