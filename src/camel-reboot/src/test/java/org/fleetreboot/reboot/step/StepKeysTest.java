package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.camel.Exchange;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepKeysTest {
  private final FakeEngine engine = new FakeEngine();
  private final RouteRunner routes = new RouteRunner(engine);

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aStepWithoutAnIdIsRefusedWithTheRouteAndTheRemedy() {
    assertThatThrownBy(() -> routes.start(chain("- to: { uri: \"reboot:group/pumps\" }")))
        .hasStackTraceContaining("of route nightly has no id")
        .hasStackTraceContaining("id: nightly-pumps");
  }

  @Test
  void aStepInsideASplitIsRefusedWithoutAKey() {
    assertThatThrownBy(
            () ->
                routes.start(
                    chain(
                        """
                        - split:
                            expression: { simple: { expression: "${body}" } }
                            steps:
                              - to: { id: pumps, uri: "reboot:group/pumps" }
                        """)))
        .hasStackTraceContaining("Step pumps of route nightly is inside a split")
        .hasStackTraceContaining("key: \"${body}\"");
  }

  @Test
  void aStepBuiltAtRunTimeIsRefused() {
    assertThatThrownBy(
            () -> routes.start(chain("- toD: { id: pumps, uri: \"reboot:group/${header.name}\" }")))
        .hasStackTraceContaining("Route nightly builds a step at run time");
  }

  @Test
  void aStepFoundInsideAChoiceOrATryIsCheckedToo() {
    assertThatThrownBy(
            () ->
                routes.start(
                    chain(
                        """
                        - choice:
                            when:
                              - simple: "${header.x} == 1"
                                steps:
                                  - doTry:
                                      steps:
                                        - log: { message: "x" }
                                      doCatch:
                                        - exception: [java.lang.Exception]
                                          steps:
                                            - to: { uri: "reboot:group/pumps" }
                        """)))
        .hasStackTraceContaining("has no id");
  }

  @Test
  void theKeyIsTheIdOfTheStep() {
    routes.start(chain("- to: { id: nightly-pumps, uri: \"reboot:group/pumps\" }"));
    begin("r1");
    assertThat(step(1).run()).isEqualTo("r1");
    assertThat(step(1).step()).isEqualTo("nightly-pumps");
  }

  @Test
  void theKeyInALoopHasItsIndexAndTheOneBehindItHasNot() {
    routes.start(
        chain(
            """
            - loop:
                constant: "2"
                steps:
                  - to: { id: wave, uri: "reboot:group/wave" }
            - to: { id: rest, uri: "reboot:group/rest" }
            """));
    begin("r1");
    step(1).succeed();
    step(2).succeed();
    step(3).succeed();
    assertThat(engine.steps().asked)
        .extracting(FakeSteps.Asked::step)
        .containsExactly("wave[0]", "wave[1]", "rest");
  }

  @Test
  void theKeyInASplitHasThePass() {
    routes.start(
        chain(
            """
            - split:
                expression: { tokenize: { token: "," } }
                parallelProcessing: true
                steps:
                  - to: { id: site, uri: "reboot:group/site", parameters: { key: "${body}" } }
            """));
    routes.template().sendBody("reboot-run:nightly?runId=r1", "paris,rome");
    step(2);
    assertThat(engine.steps().asked)
        .extracting(FakeSteps.Asked::step)
        .containsExactlyInAnyOrder("site[paris]", "site[rome]");
  }

  @Test
  void aStepInARouteThatALoopCallsHasTheIndexToo() {
    routes.start(
        chain(
            """
            - loop:
                constant: "2"
                steps:
                  - to: { uri: "direct:wave" }
            """),
        """
        - route:
            from:
              uri: direct:wave
              steps:
                - to: { id: wave, uri: "reboot:group/wave" }
        """);
    begin("r1");
    step(1).succeed();
    assertThat(step(2).step()).isEqualTo("wave[1]");
  }

  @Test
  void aStepInARouteThatASplitCallsFailsTheRunWithoutAKey() {
    routes.start(
        chain(
            """
            - split:
                expression: { tokenize: { token: "," } }
                stopOnException: true
                steps:
                  - to: { uri: "direct:site" }
            """),
        """
        - route:
            id: site-route
            from:
              uri: direct:site
              steps:
                - to: { id: site, uri: "reboot:group/site" }
        """);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "paris,rome");
    await().until(() -> engine.runs().ended.containsKey("r1"));
    assertThat(engine.runs().ended.get("r1"))
        .contains("site of route site-route is inside a split");
    assertThat(engine.steps().asked).isEmpty();
  }

  @Test
  void aStepReachedFromNoNodeOfARouteIsRefused() {
    routes.start(chain("- to: { id: nightly-pumps, uri: \"reboot:group/pumps\" }"));
    assertThatThrownBy(() -> routes.template().sendBody("reboot:group/pumps", "a"))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("reached by an exchange of no run");
    Exchange reached =
        routes
            .template()
            .send(
                "reboot:group/pumps",
                exchange -> exchange.setProperty(RebootConstants.RUN_ID, "r1"));
    assertThat(reached.getException()).hasMessageContaining("was reached from outside a route");
  }

  private void begin(String run) {
    routes.template().sendBody("reboot-run:nightly?runId=" + run, "a,b");
  }

  private FakeSteps.Asked step(int number) {
    await().until(() -> engine.steps().asked.size() >= number);
    return engine.steps().asked.get(number - 1);
  }

  private static String chain(String steps) {
    return """
    - route:
        id: nightly
        from:
          uri: reboot-run:nightly
          steps:
    """
        + steps.indent(8);
  }
}
