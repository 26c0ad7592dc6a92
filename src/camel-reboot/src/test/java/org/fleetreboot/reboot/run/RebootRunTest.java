package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.EventHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RebootRunTest {
  private static final List<Target> PUMPS = List.of(Target.of("pump,7"), Target.of("7"));
  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - process: { ref: step }
      """;

  private static final String RING =
      """
      - route:
          id: ring
          from:
            uri: direct:ring
            steps:
              - to: { id: approval, uri: "reboot:approval/approval" }
      """;

  private final FakeEngine engine = new FakeEngine();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("clock", InstantSource.fixed(Instant.parse("2026-03-01T10:20:30Z")))
          .bind("step", (Processor) exchange -> seen.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aMessageIsAcceptedAndAnsweredWithAReceipt() {
    routes.start(CHAIN);
    Exchange receipt =
        routes
            .template()
            .request("reboot-run:nightly?by=ops", exchange -> exchange.getMessage().setBody("a,b"));
    RunRequest request = engine.runs().accepted.get(0);
    assertThat(request.chain()).isEqualTo("nightly");
    assertThat(request.by()).isEqualTo(Requester.route("ops"));
    assertThat(request.message().body()).isEqualTo("a,b");
    assertThat(request.run()).startsWith("nightly-20260301-102030-");
    assertThat(receipt.getMessage().getHeader(RebootConstants.RUN_ID)).isEqualTo(request.run());
    assertThat(receipt.getMessage().getHeader(RebootConstants.RUN_IS_NEW)).isEqualTo(true);
    assertThat(receipt.getMessage().getBody().toString())
        .isEqualTo("{run=" + request.run() + ", chain=nightly, new=true, outcome=null}");
  }

  @Test
  void aMessageSetsTheOptionsThatItsRouteAllows() {
    routes.start(CHAIN);
    String list =
        "{\"options\": {\"maxInFlight\": 5, \"window\": \"01:00-05:00 UTC\"}, \"devices\":"
            + " [\"a\"]}";

    routes.template().sendBody("reboot-run:nightly?body=devices&options=maxInFlight,window", list);

    assertThat(engine.runs().accepted.get(0).options())
        .isEqualTo(Map.of("maxInFlight", "5", "window", "01:00-05:00 UTC"));
    assertThat(engine.runs().accepted.get(0).message().headers().keySet())
        .noneMatch(name -> name.startsWith(RebootConstants.OPTION));
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0).getProperty(RebootConstants.OPTIONS))
        .isEqualTo(Map.of("maxInFlight", "5", "window", "01:00-05:00 UTC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxInFlight | {\"maxFailed\": 5}         | sets the option 'maxFailed', but may only set"
            + " maxInFlight",
        "            | {\"maxFailed\": 5}         | but may only set none",
        "maxInFlight | {\"maxInFlight\": \"many\"} | options: maxInFlight: invalid limit 'many'",
        "stayUp      | {\"stayUp\": \"soon\"}      | stayUp is 'soon'; write a time like 250ms",
        "minSample   | {\"minSample\": \"x\"}      | minSample is 'x'; give a whole number",
        "again       | {\"again\": \"yes\"}        | again is 'yes'; give true or false",
        "maxInFlight | {\"maxInFlight\": [1]}      | the option 'maxInFlight' is text, a number",
        "maxInFlight | [1]                        | options is an object",
      })
  void otherOptionsOfAMessageAreRefusedBeforeItsRunIsAccepted(
      @Nullable String allowed, String options, String reason) {
    routes.start(CHAIN);
    String uri = "reboot-run:nightly?body=devices" + (allowed == null ? "" : "&options=" + allowed);
    String list = "{\"options\": " + options + ", \"devices\": [\"a\"]}";

    assertThatThrownBy(() -> routes.template().sendBody(uri, list))
        .hasCauseInstanceOf(TargetsRefused.class)
        .hasStackTraceContaining(reason);

    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void aHeaderSetsNoOptionThatItsRouteDoesNotAllow() {
    routes.start(CHAIN);

    assertThatThrownBy(
            () ->
                routes
                    .template()
                    .sendBodyAndHeader(
                        "reboot-run:nightly", "a", "CamelRebootOption.maxFailed", "100%"))
        .hasCauseInstanceOf(TargetsRefused.class);

    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void aListIsRefusedForAChainThatWouldRebootOthers() {
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:queried
              steps:
                - to: { id: queried-all, uri: "reboot:group/all?query=RAW(tags.ring = 'canary')&targetsVia=direct:hub" }
        """);

    assertThatThrownBy(() -> routes.template().sendBody("reboot-run:queried?body=devices", "a"))
        .hasCauseInstanceOf(TargetsRefused.class)
        .hasStackTraceContaining("The chain queried asks the hub for its devices (queried-all)");

    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void noRouteLetsAMessageSayWhatIsCalled() {
    routes.start(CHAIN);

    assertThatThrownBy(() -> routes.template().sendBody("reboot-run:nightly?options=method", "a"))
        .hasStackTraceContaining("options names 'method', which a message cannot set");
  }

  @Test
  void theSameTriggerTwiceIsOneRunAndTheSecondIsToldSo() {
    routes.start(CHAIN);
    Processor message =
        exchange -> {
          exchange.getExchangeExtension().setFromEndpoint(endpoint("jms:queue:reboots"));
          exchange.getMessage().setHeader("JMSMessageID", "ID:1");
          exchange.getMessage().setBody("a");
        };
    routes.template().send("reboot-run:nightly", message);
    Map<?, ?> second =
        routes.template().request("reboot-run:nightly", message).getMessage().getBody(Map.class);
    assertThat(second.get("new")).isEqualTo(false);
    await().until(() -> engine.runs().ended.size() == 1);
    assertThat(seen).hasSize(1);
  }

  @Test
  void aListMayAskForAChainThatTheRouteAllows() {
    routes.start(CHAIN);
    String uri = "reboot-run:other?body=devices&chains=careful, nightly";
    Map<?, ?> receipt =
        (Map<?, ?>)
            routes
                .template()
                .requestBody(uri, "{\"chain\": \"nightly\", \"devices\": [\"b\", \"a\", \"b\"]}");
    assertThat(engine.runs().accepted.get(0).chain()).isEqualTo("nightly");
    assertThat(engine.runs().accepted.get(0).targets())
        .containsExactly(Target.of("b"), Target.of("a"));
    assertThat(receipt.get("chain")).isEqualTo("nightly");
    assertThat(receipt.get("devices")).isEqualTo(2);
    assertThat(receipt.get("duplicates")).isEqualTo(1);
    assertThatThrownBy(
            () -> routes.template().requestBody(uri, "{\"chain\": \"x\", \"devices\": [\"a\"]}"))
        .hasRootCauseInstanceOf(TargetsRefused.class)
        .hasStackTraceContaining("may only start other, careful, nightly, not 'x'.");
  }

  @Test
  void whatCannotOutliveARestartIsRefusedAtOnce() {
    routes.start(CHAIN);
    assertThatThrownBy(() -> routes.template().sendBody("reboot-run:nightly", new Object()))
        .hasStackTraceContaining("convert the body to text");
    assertThatThrownBy(() -> routes.template().sendBody("reboot-run:nightly?runId=NO!", "a"))
        .hasStackTraceContaining("invalid run id 'NO!'");
    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void aRunIsOneExchangeWithItsMessageAndItsId() {
    routes.start(CHAIN);
    routes.template().sendBodyAndHeader("reboot-run:nightly?runId=r1", "a,b", "site", "paris");
    await().until(() -> engine.runs().ended.containsKey("r1"));
    Exchange run = seen.get(0);
    assertThat(run.getProperty(RebootConstants.RUN_ID)).isEqualTo("r1");
    assertThat(run.getMessage().getHeader(RebootConstants.RUN_ID)).isEqualTo("r1");
    assertThat(run.getMessage().getHeader("site")).isEqualTo("paris");
    assertThat(run.getMessage().getHeader(Exchange.REDELIVERED)).isNull();
    assertThat(run.getMessage().getBody()).isEqualTo("a,b");
    assertThat(engine.runs().ended).containsEntry("r1", "completed");
  }

  @Test
  void theDevicesOfARunAreAListThatReadsAsOneIdALine() {
    routes.start(CHAIN);
    engine.runs().resume(new OpenRun("r1", "nightly", PUMPS, Map.of(), RunMessage.NONE, false));
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0).getMessage().getBody()).isEqualTo(List.of("pump,7", "7"));
    assertThat(seen.get(0).getMessage().getBody(String.class)).isEqualTo("pump,7\n7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reboot-run:second", "reboot-run:second?body=devices"})
  void aChainMaySendItsDevicesOnToAnother(String uri) {
    routes.start(
        CHAIN,
        """
        - route:
            from:
              uri: reboot-run:first
              steps:
                - to: { uri: "%s" }
        """
            .formatted(uri));
    engine.runs().resume(new OpenRun("r1", "first", PUMPS, Map.of(), RunMessage.NONE, false));
    await().until(() -> engine.runs().accepted.size() == 1);
    assertThat(engine.runs().accepted.get(0).targets())
        .containsExactly(Target.of("pump,7"), Target.of("7"));
    assertThat(engine.runs().accepted.get(0).message().body()).isNull();
  }

  @Test
  void aRunOfAnEarlierLifeSaysSo() {
    routes.start(CHAIN);
    engine
        .runs()
        .resume(
            new OpenRun(
                "r1",
                "nightly",
                List.of(),
                Map.of(),
                new RunMessage("a", Map.of("site", "paris")),
                true));
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0).getMessage().getHeader(Exchange.REDELIVERED)).isEqualTo(true);
    assertThat(seen.get(0).getMessage().getHeader("site")).isEqualTo("paris");
  }

  @Test
  void aRejectionByAPoolOfTheRouteIsAFailureWhileTheProgramRuns() {
    routes.bind(
        "failing",
        (Processor)
            exchange -> {
              throw new RejectedExecutionException("full");
            });
    routes.start(CHAIN.replace("step }", "failing }"));
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended)
        .containsEntry("r1", "RejectedExecutionException in route nightly: full");
  }

  @Test
  void aRunThatFailsWhileItsRouteIsStartingHasFailed() throws Exception {
    routes.bind(
        "failing",
        (Processor)
            exchange -> {
              throw new IllegalStateException("no");
            });
    engine
        .runs()
        .open
        .add(new OpenRun("r1", "nightly", List.of(), Map.of(), RunMessage.NONE, true));
    engine.runs().onHandedOver = () -> await().until(() -> engine.runs().ended.containsKey("r1"));
    routes.start();

    routes.load(ResourceHelper.fromString("nightly.yaml", CHAIN.replace("step }", "failing }")));

    assertThat(engine.runs().ended)
        .containsEntry("r1", "IllegalStateException in route nightly: no");
  }

  @Test
  void aFailureWhileTheProgramStopsLeavesTheRunOpen() {
    routes.bind(
        "failing",
        (Processor)
            exchange -> {
              seen.add(exchange);
              await().until(() -> routes.context().isStopping());
              throw new RejectedExecutionException("stopping");
            });
    routes.start(CHAIN.replace("step }", "failing }"));
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> seen.size() == 1);
    routes.context().getShutdownStrategy().setTimeout(1_000);
    routes.close();
    await().during(Duration.ofMillis(100)).until(() -> engine.runs().ended.isEmpty());
  }

  @Test
  void aScheduleStartsItsRunOnlyWhenNoOtherOfItsChainIsOpen() {
    routes.start(
        CHAIN,
        """
        - route:
            id: schedule
            from:
              uri: quartz:now
              parameters: { cron: "* * * * * ?" }
              steps:
                - to: { uri: "reboot-run:nightly" }
                - process: { ref: step }
        """);
    await().until(() -> engine.runs().alone.size() >= 1);
    await().until(() -> seen.size() >= 1);
    assertThat(engine.runs().accepted).isEmpty();
    assertThat(seen.get(0).getMessage().getBody().toString()).contains("outcome=skipped");
  }

  @ParameterizedTest
  @CsvSource({"9999,false", "10001,true", "28800000,true"})
  void aTimeThatWasSleptOverIsRecordedAndNotCaughtUp(long late, boolean missed) {
    routes.start(CHAIN);
    Date planned = Date.from(Instant.parse("2026-03-01T00:30:00Z"));
    Exchange receipt =
        routes
            .template()
            .request(
                "reboot-run:nightly?overlap=allow",
                exchange -> {
                  exchange
                      .getExchangeExtension()
                      .setFromEndpoint(endpoint("quartz:night?cron=0 30 0 * * ?"));
                  exchange.getMessage().setHeader("triggerName", "night");
                  exchange.getMessage().setHeader("scheduledFireTime", planned);
                  exchange
                      .getMessage()
                      .setHeader("fireTime", Date.from(planned.toInstant().plusMillis(late)));
                  exchange.getMessage().setHeader("jobDetail", "a job");
                });
    assertThat(receipt.getException()).isNull();
    assertThat(missed ? engine.runs().skipped : engine.runs().accepted)
        .extracting(RunRequest::run)
        .containsExactly("nightly-20260301-003000");
    assertThat(missed ? engine.runs().accepted : engine.runs().skipped).isEmpty();
  }

  @Test
  void anyOtherTriggerStartsItsRunAlongsideUnlessTheRouteSaysSkip() {
    routes.start(CHAIN);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    assertThat(engine.runs().alone).isEmpty();
    routes.template().sendBody("reboot-run:nightly?runId=r2&overlap=skip", "a");
    assertThat(engine.runs().alone).hasSize(1);
    assertThatThrownBy(() -> routes.template().sendBody("reboot-run:nightly?overlap=maybe", "a"))
        .hasStackTraceContaining("overlap is 'maybe'; give skip or allow.");
  }

  @Test
  void aScheduleStartsItsRunOnce() {
    routes.start(
        CHAIN,
        """
        - route:
            id: schedule
            autoStartup: true
            from:
              uri: quartz:now
              parameters: { cron: "* * * * * ?" }
              steps:
                - to: { uri: "reboot-run:nightly?overlap=allow" }
        """);
    await().until(() -> engine.runs().ended.size() >= 1);
    RunRequest request = engine.runs().accepted.get(0);
    assertThat(request.run()).matches("nightly-\\d{8}-\\d{6}");
    assertThat(request.trigger().text()).startsWith("schedule now at 20");
    assertThat(request.by()).isEqualTo(Requester.route("route schedule"));
    assertThat(request.message().headers())
        .containsOnlyKeys("triggerName", "CamelMessageTimestamp");
  }

  @Test
  void aFileStartsARunWithItsText(@TempDir Path inbox) throws Exception {
    Files.writeString(inbox.resolve("pumps.txt"), "pump-1\npump-2\n");
    routes.start(
        CHAIN,
        """
        - route:
            id: inbox
            from:
              uri: file:%s
              parameters: { initialDelay: 0, delay: 50 }
              steps:
                - to: { uri: "reboot-run:nightly" }
        """
            .formatted(inbox));
    await().until(() -> engine.runs().ended.size() == 1);
    RunRequest request = engine.runs().accepted.get(0);
    assertThat(request.run()).startsWith("nightly-pumps-txt-");
    assertThat(request.message().body()).isEqualTo("pump-1\npump-2\n");
    assertThat(Objects.requireNonNull(request.message().headers().get("CamelFileName")))
        .isEqualTo("pumps.txt");
    await().until(() -> Files.exists(inbox.resolve(".camel/pumps.txt")));
  }

  @Test
  void aRunBeginsWhenAllRoutesAreStarted() {
    // The engine holds an open run already; its chain is loaded before the route that it calls.
    engine
        .runs()
        .open
        .add(
            new OpenRun("r1", "nightly", List.of(), Map.of(), new RunMessage("a", Map.of()), true));
    List<ServiceStatus> later = new CopyOnWriteArrayList<>();
    engine.runs().onHandOver =
        () -> later.add(routes.context().getRouteController().getRouteStatus("later"));
    routes.start(
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - to: { uri: "direct:later", parameters: { block: false } }
        """,
        """
        - route:
            id: later
            from:
              uri: direct:later
              steps:
                - process: { ref: step }
        """);
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(later).containsExactly(ServiceStatus.Started);
    assertThat(seen).hasSize(1);
  }

  @Test
  void aStopEndsNoRunThatIsParkedHoweverTheChainGoesOnWithoutThatStep() {
    routes.bind("latest", (AggregationStrategy) (before, now) -> now);
    routes.start(
        RING,
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - multicast:
                    aggregationStrategy: latest
                    steps:
                      - to: { uri: "direct:ring" }
                      - process: { ref: step }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> engine.steps().asked.size() == 1);

    routes.close();

    assertThat(seen).hasSize(1);
    engine
        .notes()
        .add("r1", "approval", null, "pump-1", "after the end, if there was one")
        .toCompletableFuture()
        .join();
    assertThat(engine.runs().ended).isEmpty();
  }

  /** Its branches run on the thread that stops the route, and may wait for any other. */
  @Test
  void whatAStopLetsGoOnMayWaitForARouteThatStarts() throws Exception {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    Runnable waits =
        () ->
            told.complete(
                CompletableFuture.runAsync(
                        () ->
                            EventHelper.notifyRouteStarted(
                                routes.context(), routes.context().getRoute("nightly")))
                    .thenApply(nothing -> true)
                    .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                    .join());
    routes.bind(
        "atItsEnd",
        (Processor)
            exchange ->
                exchange
                    .getExchangeExtension()
                    .addOnCompletion(
                        new SynchronizationAdapter() {
                          @Override
                          public void onDone(Exchange ended) {
                            waits.run();
                          }
                        }));
    routes.start(
        RING,
        """
        - route:
            id: nightly
            from:
              uri: reboot-run:nightly
              steps:
                - process: { ref: atItsEnd }
                - to: { uri: "direct:ring" }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
    await().until(() -> engine.steps().asked.size() == 1);

    routes.context().getRouteController().stopRoute("ring");

    assertThat(told.get(2, TimeUnit.MINUTES)).isTrue();
  }

  private Endpoint endpoint(String uri) {
    return routes.context().getEndpoint(uri);
  }
}
