package org.fleetreboot.app.trace;

import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;

/** What a span says of its device. */
final class SpanAttributes {
  private SpanAttributes() {}

  static void ofDevice(Span span, Exchange exchange) {
    DeviceWay way = DeviceWay.of(exchange);
    if (way != null) {
      span.setTag(DeviceTraces.RUN.getKey(), way.run());
      span.setTag(DeviceTraces.STEP.getKey(), way.step());
      span.setTag(DeviceTraces.DEVICE.getKey(), way.device());
    }
  }
}
