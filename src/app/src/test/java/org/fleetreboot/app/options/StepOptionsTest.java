package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.app.options.TestedRun.patiently;
import static org.fleetreboot.app.options.TestedRun.stays;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.Test;

/** Soaks, approvals and checks: what stands between two groups of devices. */
class StepOptionsTest extends OptionTest {
  private static final String YES = "fine=yes";
  private static final String NO = "CamelRebootVeto=pressure is low";
  private static final String NOT_NOW = "CamelRebootRetryAfter=5m";

  /** The header that a check answers with. */
  private volatile String answer = YES;

  StepOptionsTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption({"reboot:kind=soak", "reboot:duration"})
  void theNextGroupIsCalledAfterTheSoak() {
    connect(devices(List.of("pump-1", "pump-2")));

    TestedRun run =
        between(
            """
            - to: { id: settle, uri: "reboot:soak/settle", parameters: { duration: 1h } }
            """);

    run.steps("first succeeded", "settle running");
    stays(() -> assertThat(hub.calls()).containsOnlyKeys("pump-1"));
    routes.clock.leap(Duration.ofMinutes(61));
    run.ends("completed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1", "pump-2");
  }

  @Test
  @ProvesOption("reboot:maxUnstable")
  void aDeviceThatRebootsByItselfDuringTheSoakEndsTheChain() throws Exception {
    SpokenDevice device = speakFor("pump-1");
    connect(device("pump-2"));
    TestedRun run =
        between(
                """
                - to: { id: settle, uri: "reboot:soak/settle", parameters: { duration: 1h, maxUnstable: 0 } }
                """)
            .steps("first succeeded", "settle running");

    device.report("boot-2");
    patiently().until(() -> count(Count.TWIN_REPORTS) == 3);
    routes.clock.leap(Duration.ofMinutes(61));

    run.ends("failed");
    assertThat(run.view().reason()).contains("pump-1 rebooted by itself");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption({"reboot:kind=approval", "reboot:approvers"})
  void theNextGroupIsCalledWhenAnApproverApproves() {
    TestedRun run = awaitingApproval("approvers: \"bob, eve\"");

    assertThatThrownBy(() -> approve(run, "ann")).hasMessageContaining("bob");
    stays(() -> assertThat(hub.calls()).containsOnlyKeys("pump-1"));
    approve(run, "bob");
    run.ends("completed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1", "pump-2");
  }

  @Test
  @ProvesOption("reboot:fourEyes")
  void thePersonWhoStartedTheRunMayNotApproveIt() {
    TestedRun run = awaitingApproval("fourEyes: true");

    assertThatThrownBy(() -> approve(run, "ann")).hasMessageContaining("ann");
    approve(run, "bob");
    run.ends("completed");
  }

  @Test
  @ProvesOption("reboot:timeout")
  void anApprovalExpires() {
    TestedRun run = awaitingApproval("timeout: 2h");

    routes.clock.leap(Duration.ofMinutes(121));
    run.ends("failed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot:timeout")
  void aCheckThatSaysNotNowForTooLongCountsAsNo() {
    TestedRun run = checked("timeout: 2h, ", NOT_NOW);

    run.steps("first succeeded", "ask running");
    routes.clock.leap(Duration.ofMinutes(121));
    run.ends("failed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption({"reboot:kind=check", "reboot:via"})
  void theNextGroupIsCalledWhenTheEndpointNoLongerSaysNotNow() {
    TestedRun run = checked("", NOT_NOW);

    run.steps("first succeeded", "ask running");
    stays(() -> assertThat(hub.calls()).containsOnlyKeys("pump-1"));
    answer = YES;
    routes.clock.leap(Duration.ofMinutes(6));
    run.ends("completed");
    assertThat(hub.calls()).containsOnlyKeys("pump-1", "pump-2");
  }

  @Test
  @ProvesOption("reboot:via")
  void noFurtherDeviceIsCalledWhenTheEndpointSaysNo() {
    TestedRun run = checked("", NO);

    run.ends("failed");
    assertThat(run.view().reason()).contains("pressure is low");
    assertThat(hub.calls()).containsOnlyKeys("pump-1");
  }

  @Test
  @ProvesOption("reboot:via")
  void aWebServerIsAskedAfterAGroupWithoutABody() throws IOException {
    connect(devices(List.of("pump-1", "pump-2")));
    try (AskedServer server = AskedServer.start()) {
      between(checkVia(server.uri(), "")).ends("completed");
      assertThat(server.requests()).containsExactly("GET ");
    }
  }

  @Test
  @ProvesOption("reboot:sendBody")
  void aWebServerGetsTheGroupsResultAsJsonIfTheOptionIsSet() throws IOException {
    connect(devices(List.of("pump-1", "pump-2")));
    try (AskedServer server = AskedServer.start()) {
      between(checkVia(server.uri(), "sendBody: true, ")).ends("completed");
      assertThat(server.requests())
          .containsExactly(
              "POST {\"run\":\"run-1\",\"step\":\"first\",\"result\":\"succeeded\","
                  + "\"devices\":{\"confirmed\":1}}");
    }
  }

  private static String checkVia(String uri, String options) {
    return "- to: { id: ask, uri: \"reboot:check/ask\", parameters: { %svia: \"%s\" } }\n"
        .formatted(options, uri);
  }

  @Test
  @ProvesOption("reboot:key")
  void eachPassOfASplitIsItsOwnStep() {
    connect(devices(List.of("pump-1", "pump-2")));

    TestedRun run =
        routes.chain(
            """
            - split:
                expression: { tokenize: { token: "," } }
                parallelProcessing: true
                steps:
                  - to: { id: site, uri: "reboot:group/site", parameters: { key: "${body}" } }
            """,
            "pump-1,pump-2");

    run.ends("completed").devices("pump-1 confirmed", "pump-2 confirmed");
    assertThat(run.view().steps())
        .extracting(step -> step.step())
        .containsExactlyInAnyOrder("site[pump-1]", "site[pump-2]");
  }

  private TestedRun awaitingApproval(String options) {
    connect(devices(List.of("pump-1", "pump-2")));
    return between(
            "- to: { id: ask, uri: \"reboot:approval/ask\", parameters: { %s } }\n"
                .formatted(options))
        .steps("first succeeded", "ask waiting");
  }

  private void approve(TestedRun run, String by) {
    run.engine()
        .control()
        .approve(run.id(), "ask", Requester.login(by), null)
        .toCompletableFuture()
        .join();
  }

  private TestedRun checked(String options, String first) {
    answer = first;
    connect(devices(List.of("pump-1", "pump-2")));
    routes
        .bind(
            "answer",
            exchange -> {
              String[] said = answer.split("=", 2);
              exchange.getMessage().setHeader(said[0], said[1]);
            })
        .add("- route: { from: { uri: direct:ask, steps: [ { process: { ref: answer } } ] } }");
    return between(
        "- to: { id: ask, uri: \"reboot:check/ask\", parameters: { %s via: direct:ask } }\n"
            .formatted(options));
  }

  /** A run that reboots pump-1, comes to these steps, and reboots pump-2. */
  private TestedRun between(String steps) {
    return routes.chain(
        """
        - setBody: { constant: "pump-1" }
        - to: { id: first, uri: "reboot:group/first" }
        %s
        - setBody: { constant: "pump-2" }
        - to: { id: second, uri: "reboot:group/second" }
        """
            .formatted(steps.strip()),
        "");
  }
}
