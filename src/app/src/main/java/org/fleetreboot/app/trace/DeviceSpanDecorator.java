package org.fleetreboot.app.trace;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.fleetreboot.reboot.device.RebootDeviceEndpoint;
import org.jspecify.annotations.Nullable;

/** Spans of {@code reboot-device:}: a turn, a call, a poll of the twin, a note. */
public final class DeviceSpanDecorator extends AbstractSpanDecorator {
  @Override
  public String getComponent() {
    return "reboot-device";
  }

  @Override
  public @Nullable String getComponentClassName() {
    return null;
  }

  @Override
  public String getOperationName(Exchange exchange, Endpoint endpoint) {
    if (!(endpoint instanceof RebootDeviceEndpoint device)) {
      return getComponent();
    }
    return switch (device.getOperation()) {
      case turn -> "turn";
      case invoke -> "call";
      case observe -> "poll";
      case due -> "due";
      case note -> "note";
    };
  }

  @Override
  public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
    super.beforeTracingEvent(span, exchange, endpoint);
    SpanAttributes.ofDevice(span, exchange);
  }

  /** What the operation found, in the words of its body. */
  @Override
  public void afterTracingEvent(Span span, Exchange exchange) {
    super.afterTracingEvent(span, exchange);
    if (exchange.getMessage().getBody() instanceof Map<?, ?> found) {
      for (String field : new String[] {"answer", "status", "attempt", "detail", "trouble"}) {
        Object value = found.get(field);
        if (value != null) {
          span.setTag("reboot." + field, value.toString());
        }
      }
    }
  }

  @Override
  public SpanContextPropagationExtractor getExtractor(Exchange exchange) {
    DeviceParent parent = DeviceParent.of(exchange);
    return parent == null ? super.getExtractor(exchange) : parent;
  }
}
