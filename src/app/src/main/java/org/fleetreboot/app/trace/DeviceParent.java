package org.fleetreboot.app.trace;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.jspecify.annotations.Nullable;

/** Tells Camel under which span an exchange belongs, as a header traceparent of W3C would. */
record DeviceParent(Map<String, Object> fields) implements SpanContextPropagationExtractor {
  private static final String HEADER = "traceparent";

  /** Null if the exchange is about no single device, or the program traces none. */
  static @Nullable DeviceParent of(Exchange exchange) {
    DeviceTraces traces =
        exchange
            .getContext()
            .getRegistry()
            .lookupByNameAndType(DeviceTraces.NAME, DeviceTraces.class);
    DeviceWay way = traces == null ? null : DeviceWay.of(exchange);
    return way == null ? null : new DeviceParent(Map.of(HEADER, text(traces.parentOf(way))));
  }

  private static String text(SpanContext parent) {
    return "00-%s-%s-%s"
        .formatted(parent.getTraceId(), parent.getSpanId(), parent.getTraceFlags().asHex());
  }

  @Override
  public Iterator<Map.Entry<String, Object>> iterator() {
    return fields.entrySet().iterator();
  }

  @Override
  public @Nullable Object get(String key) {
    return fields.get(key);
  }

  @Override
  public Set<String> keys() {
    return fields.keySet();
  }
}
