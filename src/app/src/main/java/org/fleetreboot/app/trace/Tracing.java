package org.fleetreboot.app.trace;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.EngineObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Traces, sent to a collector by the SDK of OpenTelemetry, with a queue that drops spans rather
 * than make anybody wait.
 */
public final class Tracing implements AutoCloseable {
  /** How long the end of the program may take to send what waits. */
  private static final long FLUSH_SECONDS = 2;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final DeviceTraces devices;

  private Tracing(OpenTelemetrySdk sdk, Sampler sampler, String hub, InstantSource clock) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("fleet-reboot");
    this.devices = new DeviceTraces(hub, tracer, sampler, clock);
  }

  /**
   * Traces as the settings say.
   *
   * @param hubs their names in the journal
   * @return null if there are to be none
   */
  public static @Nullable Tracing of(
      Settings settings, ProcessEnvironment environment, List<String> hubs) {
    Optional<String> collector = settings.get(Setting.OBSERVE_TRACES);
    return collector
        .map(
            address ->
                of(
                    properties(environment.variables(), address),
                    exporter -> new PublicSpans(exporter, environment.clock()),
                    hubs.get(0),
                    environment.clock()))
        .orElse(null);
  }

  static Tracing of(
      Map<String, String> properties,
      UnaryOperator<SpanExporter> exporter,
      String hub,
      InstantSource clock) {
    // The SDK says in its own log, with a stack trace, what PublicSpans says.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    List<Sampler> chosen = new ArrayList<>();
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesCustomizer(configured -> properties)
              .addSamplerCustomizer(
                  (sampler, configured) -> {
                    chosen.add(sampler);
                    return sampler;
                  })
              .addSpanExporterCustomizer((made, configured) -> exporter.apply(made))
              .addTracerProviderCustomizer(
                  (builder, configured) -> builder.setIdGenerator(new TraceIds.Generator()))
              .build()
              .getOpenTelemetrySdk();
      return new Tracing(sdk, chosen.get(0), hub, clock);
    } catch (RuntimeException e) {
      throw ProgramFailure.setup(
          "Traces cannot be sent (%s): check reboot.observe.traces and the variables OTEL_…"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The standard variables, below what the setting says. */
  private static Map<String, String> properties(Map<String, String> variables, String address) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.service.name", "fleet-reboot");
    variables.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_")) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    properties.put("otel.traces.exporter", "otlp");
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    properties.put("otel.exporter.otlp.endpoint", address);
    return properties;
  }

  /** Ends a trace at the outcome of its device. */
  public EngineObserver ofEngine() {
    return devices;
  }

  /** Has a Camel that is not started yet trace its exchanges. */
  public void addTo(Main main) {
    main.bind("tracer", tracer);
    main.bind("contextPropagators", sdk.getPropagators());
    main.bind(DeviceTraces.NAME, devices);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport configured) {
            new ExchangeTracer().init(configured.getCamelContext());
          }
        });
  }

  @Override
  public void close() {
    sdk.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
