package org.fleetreboot.app.trace;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.jspecify.annotations.Nullable;

/** Spans of {@code iothub:}, a request to the hub each, with the name of its operation. */
public final class HubSpanDecorator extends AbstractSpanDecorator {
  @Override
  public String getComponent() {
    return "iothub";
  }

  @Override
  public @Nullable String getComponentClassName() {
    return null;
  }

  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    return stripSchemeAndOptions(endpoint);
  }
}
