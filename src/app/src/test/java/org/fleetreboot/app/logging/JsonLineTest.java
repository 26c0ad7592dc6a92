package org.fleetreboot.app.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JsonLineTest {
  private final Logger logger = new LoggerContext().getLogger("org.fleetreboot.Test");

  @Test
  void aLineIsAnObjectThatSaysWhatTheLineForPeopleSays() throws Exception {
    LoggingEvent event = event(Level.WARN, "said \"no\"\nSharedAccessKey=c2VjcmV0", null);

    JsonNode line = encoded(event);

    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("loggerName").asText()).isEqualTo("org.fleetreboot.Test");
    assertThat(line.path("message").asText()).startsWith("said \"no\"").doesNotContain("c2VjcmV0");
    assertThat(line.path("mdc").path("run").asText()).isEqualTo("r1");
    assertThat(line.path("mdc").path("device").asText()).isEqualTo("pump-1");
    assertThat(line.path("timestamp").asLong()).isPositive();
  }

  @Test
  void anErrorOfOursHasItsStackTraceInTheSameLine() throws Exception {
    LoggingEvent event = event(Level.ERROR, "broken", new IllegalStateException("why"));

    JsonNode line = encoded(event);

    assertThat(line.path("kvpList").path(0).path("stackTrace").asText())
        .contains("IllegalStateException: why", "JsonLineTest");
  }

  @Test
  void theStepsOfARouteKnowTheirRunAndDeviceOnEachThread() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel
          .getRegistry()
          .bind("see", (Processor) exchange -> seen.add(MDC.get("run") + " " + MDC.get("device")));
      camel.getCamelContextExtension().addInterceptStrategy(new RunInLogs());
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(
              ResourceHelper.fromString(
                  "routes.yaml",
                  """
                  - route:
                      from:
                        uri: direct:turn
                        steps:
                          - process: { ref: see }
                          - threads: {}
                          - process: { ref: see }
                  """));
      camel.start();
      camel
          .createProducerTemplate()
          .sendBodyAndHeaders(
              "direct:turn", "", Map.of("CamelRebootRunId", "r1", "CamelRebootDeviceId", "pump-1"));
      await().until(() -> seen.size() == 2);
    }

    assertThat(seen).containsOnly("r1 pump-1");
    assertThat(MDC.get("run")).isNull();
  }

  private LoggingEvent event(Level level, String message, @Nullable Throwable thrown) {
    LoggingEvent event = new LoggingEvent("", logger, level, message, thrown, null);
    event.setMDCPropertyMap(Map.of("run", "r1", "device", "pump-1"));
    return event;
  }

  private static JsonNode encoded(LoggingEvent event) throws Exception {
    JsonLine encoder = new JsonLine();
    encoder.start();
    String text = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    assertThat(text.strip()).doesNotContain("\n");
    return new ObjectMapper().readTree(text);
  }
}
