package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a run has failed, where Camel says something of its own around it. */
class ReasonOfRunTest {
  private final FakeEngine engine = new FakeEngine();
  private final RouteRunner routes = new RouteRunner(engine);

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void isTheSentenceOfTheGroupThatStoppedASplit() {
    routes.start(
        """
        - route:
            id: nightly
            from:
              uri: reboot-run:nightly
              steps:
                - setBody: { constant: "a,b" }
                - multicast:
                    stopOnException: true
                    steps:
                      - split:
                          expression: { tokenize: { token: "," } }
                          stopOnException: true
                          steps:
                            - to: { id: site, uri: "reboot:group/site", parameters: { key: "${body}" } }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a,b");
    await().until(() -> !engine.steps().asked.isEmpty());
    engine.steps().asked.get(0).settle(StepResult.FAILED, Tally.EMPTY, "1 failed");
    await().until(() -> engine.runs().ended.containsKey("r1"));

    assertThat(engine.runs().ended.get("r1"))
        .startsWith("Step site[a] failed: 1 failed. Its devices: ");
    assertThat(engine.steps().asked).hasSize(1);
  }
}
