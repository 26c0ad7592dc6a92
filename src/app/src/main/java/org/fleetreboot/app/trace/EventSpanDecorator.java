package org.fleetreboot.app.trace;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Spans of {@code reboot-events:}: what receivers are told of a device is part of the device's way.
 */
public final class EventSpanDecorator extends AbstractSpanDecorator {
  @Override
  public String getComponent() {
    return "reboot-events";
  }

  @Override
  public @Nullable String getComponentClassName() {
    return null;
  }

  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    return "tell " + stripSchemeAndOptions(endpoint);
  }

  @Override
  public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
    super.beforeTracingEvent(span, exchange, endpoint);
    SpanAttributes.ofDevice(span, exchange);
  }

  @Override
  public SpanContextPropagationExtractor getExtractor(Exchange exchange) {
    DeviceParent parent = DeviceParent.of(exchange);
    return parent == null ? super.getExtractor(exchange) : parent;
  }
}
