package org.fleetreboot.app.trace;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/** Spans of {@code reboot-run:}, with the run. */
public final class RunSpanDecorator extends AbstractSpanDecorator {
  @Override
  public String getComponent() {
    return "reboot-run";
  }

  @Override
  public @Nullable String getComponentClassName() {
    return null;
  }

  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    return "run " + stripSchemeAndOptions(endpoint);
  }

  @Override
  public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
    super.beforeTracingEvent(span, exchange, endpoint);
    String run = exchange.getIn().getHeader(RebootConstants.RUN_ID, String.class);
    if (run != null) {
      span.setTag(DeviceTraces.RUN.getKey(), run);
    }
  }
}
