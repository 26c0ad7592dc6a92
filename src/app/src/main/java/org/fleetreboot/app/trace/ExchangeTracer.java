package org.fleetreboot.app.trace;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's tracer, for exchanges that wait without a thread: their span is kept in the exchange
 * alone, and never left on a thread that goes on to another device.
 */
final class ExchangeTracer extends OpenTelemetryTracer {
  /**
   * A pulse is nobody's way, and would be a trace four times a second. Requests to the API and the
   * pages have addresses that sign in a browser.
   */
  private static final Set<String> UNTRACED =
      Set.of("timer", "platform-http", "rest", "rest-api", "rest-openapi");

  @Override
  public boolean exclude(@Nullable String endpointUri, CamelContext context) {
    return endpointUri != null
        && (UNTRACED.contains(StringHelper.before(endpointUri, ":", endpointUri))
            || endpointUri.startsWith("reboot-device://due")
            || super.exclude(endpointUri, context));
  }

  @Override
  public void setSpanLifecycleManager(SpanLifecycleManager manager) {
    super.setSpanLifecycleManager(new OffThreads(manager));
  }

  private record OffThreads(SpanLifecycleManager manager) implements SpanLifecycleManager {
    @Override
    public Span create(
        String name, @Nullable Span parent, SpanContextPropagationExtractor extractor) {
      return manager.create(name, parent, extractor);
    }

    @Override
    public void activate(Span span) {
      // The exchange is ended by another thread, which could not undo this.
    }

    @Override
    public void deactivate(Span span) {
      manager.deactivate(span);
    }

    @Override
    public void close(Span span) {
      manager.close(span);
    }

    @Override
    public void inject(Span span, SpanContextPropagationInjector injector, boolean withIds) {
      manager.inject(span, injector, withIds);
    }
  }
}
