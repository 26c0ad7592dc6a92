package org.fleetreboot.reboot.events;

import static java.util.concurrent.TimeUnit.MINUTES;
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
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.testkit.Events;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebootEventsTest {
  private final FakeEngine engine = new FakeEngine();
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
    engine.events().publish(event).toCompletableFuture().get(5, MINUTES);
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
    assertThat(engine.events().subscription).isEqualTo("results");
    assertThat(engine.events().kind).isEqualTo(EventKind.OUTCOME);
  }

  @Test
  void anEventIsACloudEventWhereTheRouteAsksForOne() throws Exception {
    subscribe("types: result, format: cloudevents");
    FleetEvent event = Events.confirmed("run-1", "a");
    engine.events().publish(event).toCompletableFuture().get(5, MINUTES);
    Message message = seen.get(0).getMessage();

    assertThat(message.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/cloudevents+json");
    assertThat(message.getBody().toString())
        .isEqualTo(
            "{specversion=1.0, id="
                + event.id()
                + ", source=/fleet-reboot/"
                + event.partition()
                + ", type=org.fleetreboot.reboot.confirmed.v1, subject=a,"
                + " time=1970-01-01T00:00:00Z, datacontenttype=application/json, data={run=run-1,"
                + " step=step-1, device=a, outcome=confirmed, after={value=boot-1}}}");
    assertThat(engine.events().kind).isEqualTo(EventKind.RESULT);
  }

  @Test
  void anEventIsALineOfCsvThatNoSpreadsheetReckons() throws Exception {
    subscribe("types: result, format: csv");
    FleetEvent plain = Events.confirmed("run-1", "a");
    engine.events().publish(plain).toCompletableFuture().get(5, MINUTES);
    engine
        .events()
        .publish(
            new FleetEvent(
                new UUID(1, 2),
                "hub/plant",
                1,
                "reboot.skipped.v1",
                Instant.EPOCH,
                "run-1",
                "step-1",
                "=cmd,1",
                "skipped",
                Map.of("reason", "the \"window\" closed")))
        .toCompletableFuture()
        .get(5, MINUTES);

    assertThat(seen.get(0).getMessage().getBody())
        .isEqualTo(
            "1970-01-01T00:00:00Z,run-1,step-1,a,confirmed,,reboot.confirmed.v1,"
                + plain.id()
                + "\r\n");
    assertThat(seen.get(1).getMessage().getBody())
        .isEqualTo(
            "1970-01-01T00:00:00Z,run-1,step-1,\"'=cmd,1\",skipped,\"the \"\"window\"\" closed\","
                + "reboot.skipped.v1,00000000-0000-0001-0000-000000000002\r\n");
  }

  @Test
  void whatAnEventHasNotIsLeftOut() throws Exception {
    subscribe("types: all");
    engine
        .events()
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
        .get(5, MINUTES);
    assertThat(seen.get(0).getMessage().getBody(Map.class).keySet().toString())
        .isEqualTo("[id, type, at, run, outcome]");
    assertThat(engine.events().kind).isEqualTo(EventKind.ALL);
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
                    .events()
                    .publish(Events.confirmed("run-1", "a"))
                    .toCompletableFuture()
                    .get(5, MINUTES))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("disk full");
  }

  @Test
  void anUnknownTypeIsRefusedAtTheStart() {
    assertThatThrownBy(() -> subscribe("types: good"))
        .hasStackTraceContaining("types is 'good'; give all, outcome, result, not-back or head.");
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
