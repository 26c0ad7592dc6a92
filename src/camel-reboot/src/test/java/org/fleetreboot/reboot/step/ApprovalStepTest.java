package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.fleetreboot.reboot.NotApproved;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApprovalStepTest {
  private static final String CHAIN =
      """
      - route:
          id: nightly
          from:
            uri: reboot-run:nightly
            steps:
              - doTry:
                  steps:
                    - to: { id: go, uri: "reboot:approval/go%s" }
                    - process: { ref: approved }
                  doCatch:
                    - exception: [ org.fleetreboot.reboot.NotApproved ]
                      steps:
                        - process: { ref: refused }
      """;

  private final FakeEngine engine = new FakeEngine();
  private final List<Exchange> approved = new CopyOnWriteArrayList<>();
  private final List<Exchange> refused = new CopyOnWriteArrayList<>();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind("approved", (Processor) exchange -> approved.add(exchange.copy()))
          .bind("refused", (Processor) exchange -> refused.add(exchange.copy()));

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void theChainGoesOnWhenItIsApproved() {
    begin("?approvers=anna, bob&fourEyes=true&timeout=8h");
    FakeSteps.Asked asked = asked();
    assertThat(asked.duration()).isEqualTo(Duration.ofHours(8));
    assertThat(asked.targets()).contains("anna").contains("bob").contains("fourEyes=true");

    asked.settle(StepResult.SUCCEEDED, Tally.EMPTY, "approved by anna");

    await().until(() -> approved.size() == 1);
    assertThat(approved.get(0).getMessage().getBody())
        .as("the list that is approved")
        .isEqualTo("a");
  }

  @Test
  void withoutATimeoutItWaitsADay() {
    begin("");
    assertThat(asked().duration()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void aRejectionIsAnExceptionOfItsOwn() {
    begin("");
    asked().settle(StepResult.FAILED, Tally.EMPTY, "rejected by anna: too hot");

    await().until(() -> refused.size() == 1);
    assertThat(refused.get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
        .isInstanceOf(NotApproved.class)
        .hasToString(
            "org.fleetreboot.reboot.NotApproved: Step go was not approved: rejected by anna: too"
                + " hot.");
  }

  @Test
  void optionsOfOtherStepsAreRefused() {
    assertThatThrownBy(() -> begin("?query=tags.ring")).hasStackTraceContaining("has no devices");
    assertThatThrownBy(() -> begin("?approvers=,")).hasStackTraceContaining("names nobody");
    assertThatThrownBy(
            () ->
                routes.start(CHAIN.formatted("?fourEyes=true").replace("approval/go", "group/go")))
        .hasStackTraceContaining("are for reboot:approval");
  }

  private FakeSteps.Asked asked() {
    await().until(() -> !engine.steps().asked.isEmpty());
    return engine.steps().asked.get(0);
  }

  private void begin(String options) {
    routes.start(CHAIN.formatted(options));
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a");
  }
}
