package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.GroupFailed;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.RunCancelled;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - to: { id: pumps, uri: "reboot:group/pumps" }
              - process: { ref: seen }
      """;

  private static final String CATCHING =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - doTry:
                  steps:
                    - to: { id: pumps, uri: "reboot:group/pumps" }
                  doCatch:
                    - exception:
                        - org.fleetreboot.reboot.GroupFailed
                        - org.fleetreboot.reboot.RunCancelled
                      steps:
                        - process: { ref: seen }
      """;

  private final FakeEngine engine = new FakeEngine();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine).bind("seen", (Processor) exchange -> seen.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void theExchangeGoesOnWithTheOutcomeOfTheGroup() {
    begin(CHAIN);
    Tally tally = Tally.EMPTY.plus(Outcome.CONFIRMED).plus(Outcome.CONFIRMED).plus(Outcome.OFFLINE);
    asked(1).settle(StepResult.SUCCEEDED, tally, null);
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(seen.get(0).getMessage().getBody())
        .isEqualTo(
            Map.of(
                "run",
                "r1",
                "step",
                "pumps",
                "result",
                "succeeded",
                "devices",
                Map.of("confirmed", 2, "offline", 1)));
    assertThat(seen.get(0).getMessage().getHeader(RebootConstants.STEP_RESULT))
        .isEqualTo("succeeded");
  }

  @Test
  void aGroupTakesTheOptionsThatTheMessageOfItsRunSet() {
    routes.start(CHAIN);
    routes
        .template()
        .sendBody(
            "reboot-run:nightly?runId=r1&body=devices&options=maxInFlight,stayUp",
            "{\"options\": {\"maxInFlight\": \"7%\", \"stayUp\": \"1m\"}, \"devices\": [\"a\"]}");

    GroupOptions options = asked(1).options();

    assertThat(options.pace().maxInFlight()).hasToString("7%");
    assertThat(options.callOptions().stayUp()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aReplayedAnswerPollsTheSame() {
    begin(CHAIN);
    Tally tally = Tally.EMPTY.plus(Outcome.CONFIRMED);
    asked(1).settle(StepResult.SUCCEEDED, tally, null);
    await().until(() -> seen.size() == 1);
    engine.runs().resume(new OpenRun("r2", "nightly", List.of(), Map.of(), RunMessage.NONE, true));
    asked(2)
        .answer()
        .complete(new StepAnswer("r1", "pumps", StepResult.SUCCEEDED, tally, null, true));
    await().until(() -> seen.size() == 2);
    assertThat(seen.get(1).getMessage().getBody()).isEqualTo(seen.get(0).getMessage().getBody());
  }

  @Test
  void aParkedExchangeHoldsNoThread() {
    routes.start(CHAIN);
    int more = 200;
    for (int i = 0; i < more; i++) {
      routes.template().sendBody("reboot-run:nightly?runId=r" + i, "a");
    }
    await().until(() -> engine.steps().asked.size() == more);
    // 16 workers are free for the other exchanges: all of them come through at once.
    engine.steps().asked.forEach(FakeSteps.Asked::succeed);
    await().until(() -> engine.runs().ended.size() == more);
  }

  @Test
  void aGroupThatFailedIsOneNamedExceptionWithItsReason() {
    begin(CATCHING);
    Tally tally = Tally.EMPTY.plus(Outcome.REJECTED).plus(Outcome.CONFIRMED);
    asked(1).settle(StepResult.FAILED, tally, "maxFailed 0: 1 of 2 settled");
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended).containsEntry("r1", "completed");
    GroupFailed failed = seen.get(0).getProperty(Exchange.EXCEPTION_CAUGHT, GroupFailed.class);
    assertThat(failed)
        .hasMessage(
            "Step pumps failed: maxFailed 0: 1 of 2 settled. Its devices: 1 confirmed, 1"
                + " rejected.");
    assertThat(failed.step()).isEqualTo("pumps");
    assertThat(failed.tally()).isEqualTo(tally);
    assertThat(seen.get(0).getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("reason", "maxFailed 0: 1 of 2 settled");
  }

  @Test
  void aCancelledRunEndsItsChainByItsOwnException() {
    begin(CATCHING);
    asked(1).settle(StepResult.CANCELLED, Tally.EMPTY, "wrong site");
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0).getProperty(Exchange.EXCEPTION_CAUGHT, RunCancelled.class))
        .hasMessage("Run r1 was cancelled at step pumps: wrong site");
  }

  @Test
  void whatTheEngineRefusesFailsTheExchange() {
    begin(CHAIN);
    asked(1).answer().completeExceptionally(new NoSuchRun("r1"));
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended.get("r1")).startsWith("No run 'r1' is open.");
  }

  @Test
  void anUncaughtFailureIsTheReasonOfTheRun() {
    begin(CHAIN);
    asked(1).settle(StepResult.FAILED, Tally.EMPTY, "no device is in the group");
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended)
        .containsEntry(
            "r1", "Step pumps failed: no device is in the group. Its devices: none settled.");
  }

  @Test
  void aSoakIsAStepToo() {
    begin(
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - to: { id: rest, uri: "reboot:soak/rest", parameters: { duration: 10m } }
        """);
    assertThat(asked(1).duration()).hasMinutes(10);
    asked(1).succeed();
    await().until(() -> engine.runs().ended.containsKey("r1"));
  }

  @Test
  void afterTheStopNothingIsCalledBack() {
    begin(CATCHING);
    FakeSteps.Asked parked = asked(1);
    routes.close();
    parked.succeed();
    await().during(Duration.ofMillis(100)).until(engine.runs().ended::isEmpty);
    assertThat(seen).isEmpty();
  }

  @Test
  void aStepThatEndsWhileTheContextStopsIsLeftToTheNextLife() {
    begin(CATCHING);
    FakeSteps.Asked parked = asked(1);
    routes.context().getShutdownStrategy().setTimeout(1_000);
    Thread stopping = new Thread(routes::close);
    stopping.start();
    await().until(() -> routes.context().isStopping() || routes.context().isStopped());
    parked.succeed();
    await().until(() -> routes.context().isStopped());
    assertThat(seen).isEmpty();
    assertThat(engine.runs().ended).isEmpty();
  }

  private void begin(String yaml) {
    routes.start(yaml);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
  }

  private FakeSteps.Asked asked(int number) {
    await().until(() -> engine.steps().asked.size() >= number);
    return engine.steps().asked.get(number - 1);
  }
}
