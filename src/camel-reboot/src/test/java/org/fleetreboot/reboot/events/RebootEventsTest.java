package org.fleetreboot.reboot.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.engine.EventKind;
import org.fleetreboot.engine.FleetEvent;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.testkit.Events;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.reboot.testkit.ScriptedEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebootEventsTest {
  private final ScriptedEngine engine = new ScriptedEngine();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine).bind("sink", (Processor) exchange -> seen.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void anEventIsOneExchangeWithItsFields() throws Exception {
    subscribe("types: outcome");
    FleetEvent event = Events.confirmed("run-1", "a");
    engine.publish(event).toCompletableFuture().get(5, SECONDS);
    Message message = seen.get(0).getMessage();
    assertThat(message.getBody().toString())
        .isEqualTo(
            "{id="
                + event.id()
                + ", type=reboot.confirmed.v1, at=1970-01-01T00:00:00Z, run=run-1, step=step-1,"
                + " device=a, outcome=confirmed, after={value=boot-1}}");
    assertThat(message.getHeader(RebootConstants.RUN_ID)).isEqualTo("run-1");
    assertThat(message.getHeader(RebootConstants.DEVICE_ID)).isEqualTo("a");
    assertThat(message.getHeader(RebootConstants.OUTCOME)).isEqualTo("confirmed");
    assertThat(message.getHeader(RebootConstants.EVENT_ID)).isEqualTo(event.id().toString());
    assertThat(engine.subscription).isEqualTo("results");
    assertThat(engine.kind).isEqualTo(EventKind.OUTCOME);
  }

  @Test
  void whatAnEventHasNotIsLeftOut() throws Exception {
    subscribe("types: all");
    engine
        .publish(
            new FleetEvent(
                new UUID(1, 2),
                "runs",
                1,
                "run.settled.v1",
                Instant.EPOCH,
                "run-1",
                null,
                null,
                null,
                Map.of("outcome", "COMPLETED")))
        .toCompletableFuture()
        .get(5, SECONDS);
    assertThat(seen.get(0).getMessage().getBody(Map.class).keySet().toString())
        .isEqualTo("[id, type, at, run, outcome]");
    assertThat(engine.kind).isEqualTo(EventKind.ALL);
  }

  @Test
  void anExchangeThatFailsKeepsItsEvent() {
    routes.start(
        """
        - route:
            from:
              uri: reboot-events:results
              steps:
                - throwException: { exceptionType: java.lang.IllegalStateException, message: "disk full" }
        """);
    assertThatThrownBy(
            () ->
                engine
                    .publish(Events.confirmed("run-1", "a"))
                    .toCompletableFuture()
                    .get(5, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("disk full");
  }

  @Test
  void anUnknownTypeIsRefusedAtTheStart() {
    assertThatThrownBy(() -> subscribe("types: good"))
        .hasStackTraceContaining("types is 'good'; give all or outcome.");
  }

  @Test
  void twoRoutesOfOneNameAreRefusedAtTheStart() {
    subscribe("types: outcome");
    assertThatThrownBy(() -> subscribe("types: all"))
        .hasStackTraceContaining("Two routes begin with reboot-events:results");
  }

  private void subscribe(String parameters) {
    routes.start(
        """
        - route:
            from:
              uri: reboot-events:results
              parameters: { %s }
              steps:
                - process: { ref: sink }
        """
            .formatted(parameters));
  }
}
