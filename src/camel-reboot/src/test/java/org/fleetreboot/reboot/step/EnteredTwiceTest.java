package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.saga.InMemorySagaService;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step that a chain comes to on more than one way, by each pattern that can lead there. */
class EnteredTwiceTest {
  private static final String RING = ring("direct:ring", "ring", "ring-g");

  private final FakeEngine engine = new FakeEngine();
  private final AtomicInteger failures = new AtomicInteger();
  private final RouteRunner routes =
      new RouteRunner(engine)
          .bind(
              "failsOnce",
              (Processor)
                  exchange -> {
                    if (failures.getAndIncrement() == 0) {
                      throw new IllegalStateException("broken for once");
                    }
                  });

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void twoCallsWithIdsAreTwoSteps() {
    run(
        """
        - to: { id: north, uri: "direct:ring" }
        - to: { id: south, uri: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void twoCallsWithoutIdsAreRefusedAtTheSecondWithTheRemedy() {
    run(
        """
        - to: { uri: "direct:ring" }
        - to: { uri: "direct:ring" }
        """,
        RING);
    assertRefused("ring-g");
    assertThat(engine.runs().ended.get("r1"))
        .contains("Step ring-g was entered a second time")
        .contains("Give each `to` that leads there an id of its own");
  }

  @Test
  void callsThroughARouteInBetweenAreToldApartByTheirFirstNode() {
    run(
        """
        - to: { id: north, uri: "direct:region" }
        - to: { id: south, uri: "direct:region" }
        """,
        """
        - route:
            from:
              uri: direct:region
              steps:
                - to: { uri: "direct:ring" }
                - to: { id: second, uri: "direct:ring" }
        """,
        RING);
    assertEnded(
        "completed", "north:ring-g", "north:second:ring-g", "south:ring-g", "south:second:ring-g");
  }

  @Test
  void twoInstancesOfATemplateAreToldApartByTheIdsOfTheirCalls() {
    run(
        """
        - to: { id: north, uri: "direct:ring-a" }
        - to: { id: south, uri: "direct:ring-b" }
        """,
        template("a", "b"));
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void twoInstancesOfATemplateWhoseStepsAreNamedAlikeAreRefused() {
    run(
        """
        - to: { uri: "direct:ring-a" }
        - to: { uri: "direct:ring-b" }
        """,
        template("a", "b"));
    assertRefused("ring-g");
  }

  @Test
  void twoCallsOfAKameletAreToldApartByTheirIds() {
    run(
        """
        - to: { id: north, uri: "kamelet:ring?label=a" }
        - to: { id: south, uri: "kamelet:ring?label=b" }
        """,
        KAMELET);
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void twoCallsOfAKameletWithoutIdsAreRefused() {
    run(
        """
        - to: { uri: "kamelet:ring?label=a" }
        - to: { uri: "kamelet:ring?label=b" }
        """,
        KAMELET);
    assertRefused("ring-g");
  }

  /** By its name Camel finds what follows it: the second one would be left out. */
  @Test
  void twoKameletNodesOfOneNameAreRefusedAtTheStart() {
    assertThatThrownBy(
            () ->
                routes.start(
                    KAMELET,
                    chain(
                        """
                        - kamelet: { id: north, name: ring }
                        - kamelet: { id: south, name: ring }
                        """)))
        .hasStackTraceContaining("write each as `to` with an id and the uri kamelet:ring");
  }

  @Test
  void aRefusalThatTheRouteCatchesFailsTheRunAllTheSame() {
    run(
        """
        - to: { uri: "direct:ring" }
        - doTry:
            steps:
              - to: { uri: "direct:ring" }
            doCatch:
              - exception: [java.lang.Exception]
                steps:
                  - to: { id: instead, uri: "direct:ring" }
        """,
        RING);
    assertRefused("ring-g");
  }

  @Test
  void aStepInTheHandlerOfItsOwnFailureIsAnotherOne() {
    run(
        """
        - doTry:
            steps:
              - to: { id: north, uri: "direct:ring" }
              - process: { ref: failsOnce }
            doCatch:
              - exception: [java.lang.IllegalStateException]
                steps:
                  - to: { id: fallback, uri: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "north:ring-g", "fallback:ring-g");
  }

  @Test
  void aCallInAnExceptionHandlerIsToldApartToo() {
    run(
        """
        - to: { id: north, uri: "direct:ring" }
        - process: { ref: failsOnce }
        """,
        """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  handled: { constant: { expression: "true" } }
                  steps:
                    - to: { id: fallback, uri: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "north:ring-g", "fallback:ring-g");
  }

  @Test
  void loopsInLoopsAndInCalledRoutesHaveTheirIndices() {
    run(
        """
        - loop:
            constant: "2"
            steps:
              - loop:
                  constant: "2"
                  steps:
                    - to: { uri: "direct:ring" }
              - to: { id: after, uri: "reboot:group/after" }
        """,
        RING);
    assertEnded(
        "completed",
        "ring-g[0][0]",
        "ring-g[0][1]",
        "after[0]",
        "ring-g[1][0]",
        "ring-g[1][1]",
        "after[1]");
  }

  @Test
  void aTryWithinALoopHasTheIndexToo() {
    run(
        """
        - loop:
            constant: "2"
            steps:
              - doTry:
                  steps:
                    - to: { id: wave, uri: "reboot:group/wave" }
                    - process: { ref: failsOnce }
                  doCatch:
                    - exception: [java.lang.IllegalStateException]
                      steps:
                        - to: { id: fallback, uri: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "wave[0]", "fallback:ring-g[0]", "wave[1]");
  }

  @Test
  void twoRecipientsThatAreTheSameRouteAreRefused() {
    run("- recipientList: { constant: \"direct:ring,direct:ring\", stopOnException: true }", RING);
    assertRefused("ring-g");
  }

  @Test
  void recipientsAreToldApartByTheirSteps() {
    run(
        "- recipientList: { constant: \"direct:ring,direct:other\" }",
        RING,
        ring("direct:other", "other", "other-g"));
    assertEnded("completed", "ring-g", "other-g");
  }

  @Test
  void aRoutingSlipThatComesBackIsRefused() {
    run("- routingSlip: { constant: \"direct:ring,direct:ring\" }", RING);
    assertRefused("ring-g");
  }

  @Test
  void aDynamicRouterThatComesBackIsRefused() {
    run(
        """
        - setProperty: { name: left, constant: "direct:ring,direct:ring" }
        - dynamicRouter: { method: { ref: next, method: hop } }
        """,
        RING);
    assertRefused("ring-g");
  }

  /** What the dynamic router asks. */
  public static final class Hops {
    private final AtomicInteger hops = new AtomicInteger();

    public @org.jspecify.annotations.Nullable String hop() {
      return hops.getAndIncrement() < 2 ? "direct:ring" : null;
    }
  }

  @Test
  void anEnrichmentIsACallToo() {
    run(
        """
        - enrich: { id: north, constant: "direct:ring" }
        - enrich: { id: south, constant: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void twoEnrichmentsWithoutIdsAreRefused() {
    run(
        """
        - enrich: { constant: "direct:ring" }
        - enrich: { constant: "direct:ring" }
        """,
        RING);
    assertRefused("ring-g");
  }

  @Test
  void branchesOfAMulticastAreToldApart() {
    run(
        """
        - multicast:
            parallelProcessing: true
            steps:
              - to: { id: north, uri: "direct:ring" }
              - to: { id: south, uri: "direct:ring" }
        """,
        RING);
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void branchesOfAMulticastWithoutIdsAreRefused() {
    run(
        """
        - multicast:
            steps:
              - to: { uri: "direct:ring" }
              - to: { uri: "direct:ring" }
        """,
        RING);
    assertRefused("ring-g");
  }

  @Test
  void passesOfASplitWithTheSameKeyAreRefused() {
    run(
        """
        - setBody: { constant: "paris,paris" }
        - split:
            expression: { tokenize: { token: "," } }
            steps:
              - to: { id: site, uri: "reboot:group/site", parameters: { key: "${body}" } }
        """);
    assertRefused("site[paris]");
  }

  @Test
  void aSagaIsNoPlaceOfItsOwn() {
    run(
        """
        - saga:
            steps:
              - to: { uri: "direct:ring" }
              - to: { uri: "direct:ring" }
        """,
        RING);
    assertRefused("ring-g");
  }

  @Test
  void aSedaThatIsWaitedForIsACall() {
    run(
        """
        - to: { id: north, uri: "seda:ring?waitForTaskToComplete=Always&timeout=0" }
        - to: { id: south, uri: "seda:ring?waitForTaskToComplete=Always&timeout=0" }
        """,
        ring("seda:ring", "ring", "ring-g"));
    assertEnded("completed", "north:ring-g", "south:ring-g");
  }

  @Test
  void anErrorHandlerThatComesBackToACallHasItsStepAnsweredAgain() {
    run(
        """
        - to: { id: north, uri: "direct:ring" }
        """,
        """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  redeliveryPolicy: { maximumRedeliveries: "2", redeliveryDelay: "1" }
        """,
        """
        - route:
            id: ring
            from:
              uri: direct:ring
              steps:
                - to: { id: ring-g, uri: "reboot:group/ring" }
                - to: { uri: "direct:shaky" }
        - route:
            id: shaky
            errorHandler: { noErrorHandler: {} }
            from:
              uri: direct:shaky
              steps:
                - to: { id: shaky-g, uri: "reboot:group/shaky" }
                - process: { ref: failsOnce }
        """);
    assertEnded("completed", "north:ring-g", "north:shaky-g", "north:shaky-g");
  }

  @Test
  void aSecondEntryAfterARedeliveryIsRefusedAllTheSame() {
    run(
        """
        - to: { uri: "direct:ring" }
        - process: { ref: failsOnce }
        - to: { uri: "direct:ring" }
        """,
        """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  redeliveryPolicy: { maximumRedeliveries: "2", redeliveryDelay: "1" }
        """,
        RING);
    assertThat(failures).hasValue(2);
    assertRefused("ring-g");
  }

  private void run(String steps, String... others) {
    String[] all = new String[others.length + 1];
    System.arraycopy(others, 0, all, 0, others.length);
    all[others.length] = chain(steps);
    try {
      routes.context().addService(new InMemorySagaService());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    routes.bind("next", new Hops());
    routes.start(all);
    routes.template().sendBody("reboot-run:nightly?runId=r1", "a,b");
    await()
        .until(
            () -> {
              engine.steps().asked.forEach(FakeSteps.Asked::succeed);
              return engine.runs().ended.containsKey("r1");
            });
  }

  private void assertEnded(String how, String... steps) {
    assertThat(engine.runs().ended).containsEntry("r1", how);
    assertThat(engine.steps().asked)
        .extracting(FakeSteps.Asked::step)
        .containsExactlyInAnyOrder(steps);
  }

  private void assertRefused(String step) {
    assertThat(Objects.requireNonNull(engine.runs().ended.get("r1")))
        .contains("entered a second time");
    assertThat(engine.steps().asked).extracting(FakeSteps.Asked::step).containsExactly(step);
  }

  private static final String KAMELET =
      """
      - routeTemplate:
          id: ring
          parameters: [ { name: label, defaultValue: none } ]
          from:
            uri: kamelet:source
            steps:
              - to: { id: ring-g, uri: "reboot:group/ring" }
      """;

  private static String template(String... instances) {
    StringBuilder yaml =
        new StringBuilder(
            """
            - routeTemplate:
                id: ring-template
                parameters: [ { name: name } ]
                from:
                  uri: "direct:ring-{{name}}"
                  steps:
                    - to: { id: ring-g, uri: "reboot:group/ring" }
            """);
    for (String instance : instances) {
      yaml.append(
          """
          - templatedRoute:
              routeTemplateRef: ring-template
              parameters: [ { name: name, value: %s } ]
          """
              .formatted(instance));
    }
    return yaml.toString();
  }

  static String ring(String from, String route, String step) {
    return """
    - route:
        id: %s
        from:
          uri: %s
          steps:
            - to: { id: %s, uri: "reboot:group/ring" }
    """
        .formatted(route, from, step);
  }

  static String chain(String steps) {
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
