package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks between groups and before a call, and notes after it, by endpoints of any kind. */
class CheckTest {
  private static final String DEVICES =
      """
      - route:
          id: invoke
          from:
            uri: reboot-device:turn
            steps:
              - to:
                  uri: reboot-device:invoke
                  parameters: { check: "direct:device-check", before: "iothub:getTwin", via: "iothub:invokeMethod" }
      - route:
          id: device-check
          from:
            uri: direct:device-check
            steps:
              - process: { ref: deviceCheck }
      - route:
          id: poll
          from:
            uri: timer:poll
            parameters: { period: 20, delay: 0 }
            steps:
              - to: { uri: "reboot-device:due" }
              - split:
                  expression: { simple: { expression: "${body}" } }
                  steps:
                    - to: { uri: "reboot-device:observe", parameters: { via: "iothub:getTwin" } }
      - route:
          id: health
          from:
            uri: reboot-events:health
            parameters: { types: outcome }
            steps:
              - setBody: { simple: { expression: "4 bar, ${header.CamelRebootOutcome}" } }
              - to: { uri: "reboot-device:note" }
      """;

  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - to: { id: may-go, uri: "reboot:check/may-go", parameters: { via: "direct:chain-check", timeout: 10s } }
              - setBody: { constant: { expression: "pump-1" } }
              - to: { id: pumps, uri: "reboot:group/pumps", parameters: { firstPoll: 10ms, pollEvery: 20ms } }
              - to: { id: settle, uri: "reboot:soak/settle", parameters: { duration: 50ms, maxUnstable: 0 } }
      - route:
          id: chain-check
          from:
            uri: direct:chain-check
            steps:
              - process: { ref: chainCheck }
      """;

  private static final String UNCHECKED =
      """
      - route:
          id: unchecked
          from:
            uri: reboot-run:unchecked
            steps:
              - setBody: { constant: { expression: "pump-1" } }
              - to: { id: only, uri: "reboot:group/only", parameters: { firstPoll: 10ms, pollEvery: 20ms } }
      """;

  private final AtomicInteger asked = new AtomicInteger();
  private final InMemoryHub hub = new InMemoryHub("pump-1");
  private final DurableEngine engine =
      DurableEngine.open(
          new InMemoryJournal(InstantSource.system()),
          EngineSettings.of("local").withTier(HubTier.UNLIMITED, 1, 1),
          InstantSource.system());
  private Processor chainCheck = exchange -> {};
  private Processor deviceCheck = exchange -> {};
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("iothub", hub)
          .bind("chainCheck", (Processor) exchange -> counted(chainCheck, exchange))
          .bind("deviceCheck", (Processor) exchange -> counted(deviceCheck, exchange));

  private void counted(Processor check, Exchange exchange) throws Exception {
    asked.incrementAndGet();
    check.process(exchange);
  }

  @AfterEach
  void stop() {
    routes.close();
    engine.close();
  }

  @Test
  void withNothingAgainstItTheChainGoesOnAndTheHealthIsNoted() {
    run("completed", null);

    assertThat(hub.calls).hasValue(1);
    await()
        .untilAsserted(
            () ->
                assertThat(engine.view().devices("r1"))
                    .singleElement()
                    .satisfies(
                        device -> {
                          assertThat(device.status()).isEqualTo(DeviceStatus.CONFIRMED);
                          assertThat(device.detail()).isEqualTo("4 bar, confirmed");
                        }));
  }

  @Test
  void aVetoEndsTheChain() {
    chainCheck = exchange -> exchange.getMessage().setHeader("CamelRebootVeto", "audit today");

    run("failed", "Step may-go said no: audit today.");

    assertThat(hub.calls).hasValue(0);
  }

  @Test
  void aBodyThatIsFalseIsAVeto() {
    chainCheck = exchange -> exchange.getMessage().setBody(false);

    run("failed", "Step may-go said no: the check said no.");
  }

  @Test
  void notNowIsAskedAgain() {
    chainCheck =
        exchange -> {
          if (asked.get() == 1) {
            exchange.getMessage().setHeader("CamelRebootRetryAfter", "1s");
          }
        };

    run("completed", null);

    assertThat(asked).as("the chain twice, the device once").hasValue(3);
  }

  @Test
  void anEndpointThatFailsHasSaidNotNow() {
    chainCheck =
        exchange -> {
          throw new IllegalStateException("refused");
        };

    // A minute from now is after the timeout of ten seconds.
    run("failed", "Step may-go said no: not in time: refused.");
  }

  @Test
  void anEndpointThatHangsHoldsUpNobodyElse() {
    CountDownLatch hanging = new CountDownLatch(1);
    chainCheck = exchange -> hanging.await();
    routes.start(DEVICES.replace("check: \"direct:device-check\", ", ""), CHAIN, UNCHECKED);
    for (int run = 0; run < 40; run++) {
      routes.template().sendBody("reboot-run:nightly?runId=hangs-" + run, null);
    }
    await().until(() -> asked.get() > 0);

    routes.template().sendBody("reboot-run:unchecked?runId=r1", null);

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(view().status()).isEqualTo(RunStatus.COMPLETED));
    hanging.countDown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CamelRebootVeto | in use | in use",
        "CamelRebootRetryAfter | 1s | ",
      })
  void aDeviceIsAskedAboutBeforeItsTwinIsRead(
      String header, String value, @Nullable String skippedFor) {
    deviceCheck =
        exchange -> {
          assertThat(exchange.getMessage().getHeader("CamelIotHubDeviceId")).isEqualTo("pump-1");
          if (asked.get() == 2) {
            exchange.getMessage().setHeader(header, value);
          }
        };

    run(skippedFor == null ? "completed" : "failed", null);

    assertThat(hub.calls).hasValue(skippedFor == null ? 1 : 0);
    if (skippedFor != null) {
      assertThat(engine.view().devices("r1"))
          .extracting(device -> device.status().word() + ": " + device.detail())
          .allMatch(seen -> seen.startsWith("skipped: " + skippedFor));
    }
  }

  private void run(String status, @Nullable String reason) {
    routes.start(DEVICES, CHAIN);
    routes.template().sendBody("reboot-run:nightly?runId=r1", null);
    await().atMost(Duration.ofMinutes(2)).until(() -> view().status().word().equals(status));
    if (reason != null) {
      assertThat(view().reason()).isEqualTo(reason);
    }
  }

  private RunView view() {
    return Objects.requireNonNull(engine.view().run("r1"));
  }
}
