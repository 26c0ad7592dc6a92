package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chain would do: read off the route and the hub, and nobody is called. */
class PlanCommandTest {
  private static LocalHub hub;

  private final Path directory;

  PlanCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).mqttPort(0).start();
    hub.register("canary-1", Map.of("ring", "canary", "role", "sensor"));
    for (int n = 0; n < 40; n++) {
      hub.register("sensor-" + n, Map.of("role", "sensor"));
    }
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @BeforeEach
  void writeChain() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(Path.of("../../routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    Files.writeString(
        routes.resolve("night.yaml"),
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: { id: night-canary, uri: "reboot:group/canary", parameters: { query: "tags.ring = 'canary'" } }
                - to: { id: night-rest, uri: "reboot:soak/rest", parameters: { duration: "10m" } }
                - to:
                    id: night-sensors
                    uri: "reboot:group/sensors"
                    parameters: { query: "tags.role = 'sensor'", exclude: "sensor-39", excludeQuery: "deviceId = 'sensor-38'", maxInFlight: 2, window: "01:00-01:11 UTC" }
                - choice:
                    when:
                      - simple: "${body} contains 'late'"
                        steps:
                          - to: { id: night-late, uri: "reboot:group/late", parameters: { query: "tags.role = 'late'" } }
                - setBody: { constant: "sensor-1" }
                - to: { id: night-named, uri: "reboot:group/named" }
        """);
  }

  @Test
  void namesEachStepItsDevicesAndWhatItTakes() {
    Result plan = plan("night");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out())
        .containsPattern("night-canary +group +1 +1 +1 +2 +5 s")
        .containsPattern("night-rest +soak +10 min +\\d")
        // 38 that no step has called before, two at a time, 5 s until the first poll.
        .containsPattern("night-sensors +group +38 +38 +2 +76 +1 min 35 s")
        .containsPattern("night-late +maybe group +0")
        .containsPattern("night-named +group +as named");
  }

  @Test
  void addsNotesForThePersonWhoStartsIt() {
    assertThat(plan("night").out())
        .contains(
            "! canary-1 is named by night-canary and night-sensors: a run calls a device once, in"
                + " the first of these steps.")
        .contains("! night-canary: 1 of 1 is offline now, and ends offline if it stays offline.")
        .contains(
            "! night-sensors takes 1 min 35 s at least, and its window is open for calls for 1 min"
                + " at a time: the rest is skipped.")
        .contains("! night-late has no devices: the step fails.")
        .contains(
            "Chain night calls at most 39 devices and the devices that its message names, and takes"
                + " at least 11 min 40 s, at 80 % of 1 S1 unit.")
        .containsPattern("! night-sensors: \\d+ of 38 do not fit into its window, and are skipped.")
        .contains("Its end cannot be predicted")
        .contains("The journal has no reboot yet");
  }

  @Test
  void countsDevicesThatAreCalledTwiceTwiceAndNotesAClosedWindow() throws IOException {
    LocalTime opens = LocalTime.now(ZoneOffset.UTC).plusHours(6).truncatedTo(ChronoUnit.MINUTES);
    Files.writeString(
        directory.resolve("routes/twice.yaml"),
        """
        - route:
            id: twice
            from:
              uri: reboot-run:twice
              steps:
                - to: { id: twice-first, uri: "reboot:group/first", parameters: { query: "tags.ring = 'canary'" } }
                - to:
                    id: twice-more
                    uri: "reboot:group/more"
                    parameters: { query: "tags.ring = 'canary'", again: true, window: "%s-%s UTC" }
        """
            .formatted(opens, opens.plusHours(1)));

    assertThat(plan("twice").out())
        .contains("Chain twice calls at most 2 devices")
        .contains("! twice-more calls no device before its window opens, at ")
        .doesNotContain("a run calls a device once");
  }

  @Test
  void countsNoTimeForDevicesOfEarlierSteps() throws IOException {
    writeChain(
        "slow",
        """
        - to: { id: slow-all, uri: "reboot:group/all", parameters: { query: "tags.role = 'sensor'" } }
        - to: { id: slow-same, uri: "reboot:group/same", parameters: { query: "tags.role = 'sensor'", rate: "1/h" } }
        """);

    assertThat(plan("slow").out())
        .containsPattern("slow-same +group +0 +0 +0 +0 +0 s")
        .contains("Chain slow calls at most 41 devices and takes at least 25 s")
        .doesNotContain("slow-same has no devices");
  }

  @Test
  void countsNothingAfterAStepThatFails() throws IOException {
    writeChain(
        "cut",
        """
        - to: { id: cut-canary, uri: "reboot:group/canary", parameters: { query: "tags.ring = 'canary'" } }
        - to: { id: cut-none, uri: "reboot:group/none", parameters: { query: "tags.ring = 'none'" } }
        - to: { id: cut-rest, uri: "reboot:soak/rest", parameters: { duration: "3h" } }
        - to: { id: cut-sensors, uri: "reboot:group/sensors", parameters: { query: "tags.role = 'sensor'" } }
        """);
    Result plan = plan("cut");

    assertThat(plan.out())
        .contains("! cut-none has no devices: the step fails.")
        .contains("! cut-none fails, so the chain does not reach cut-rest, cut-sensors.")
        .containsPattern("cut-rest +not reached: soak *\n")
        .containsPattern("cut-sensors +not reached: group *\n")
        .contains("Chain cut calls at most 1 device and takes at least 5 s");
    assertThat(plan("cut", "--json").out()).contains("\"devices\":1,\"atLeastSeconds\":5.");
  }

  @Test
  void includesStepsOfTheRoutesThatTheChainCalls() throws IOException {
    writeChain(
        "rings",
        """
        - to: { id: rings-canary, uri: "direct:ring" }
        - to: { id: rings-sensors, uri: "reboot:group/sensors", parameters: { query: "tags.role = 'sensor'" } }
        """);
    Files.writeString(
        directory.resolve("routes/ring.yaml"),
        """
        - route:
            id: ring
            from:
              uri: direct:ring
              steps:
                - to: { id: ring-group, uri: "reboot:group/ring", parameters: { query: "tags.ring = 'canary'" } }
        """);

    assertThat(plan("rings").out())
        .containsPattern("rings-canary:ring-group +group +1")
        .containsPattern("rings-sensors +group +40")
        .contains("Chain rings calls at most 41 devices");
  }

  @Test
  void aCaughtFailureReachesTheNextSteps() throws IOException {
    writeChain(
        "caught",
        """
        - doTry:
            steps:
              - to: { id: caught-none, uri: "reboot:group/none", parameters: { query: "tags.ring = 'none'" } }
              - to: { id: caught-inside, uri: "reboot:group/inside", parameters: { query: "tags.role = 'sensor'" } }
            doCatch:
              - exception: [ "org.fleetreboot.reboot.GroupFailed" ]
                steps: [ { log: "nobody" } ]
        - to: { id: caught-canary, uri: "reboot:group/canary", parameters: { query: "tags.ring = 'canary'" } }
        """);

    assertThat(plan("caught").out())
        .contains("! caught-none fails, so the chain does not reach caught-inside.")
        .containsPattern("caught-inside +not reached: group *\n")
        .containsPattern("caught-canary +group +1");
  }

  @Test
  void notesWhatMakesItTakeLonger() throws IOException {
    writeChain(
        "related",
        """
        - to:
            id: related-all
            uri: "reboot:group/all"
            parameters: { query: "tags.role = 'sensor'", neverTogether: tags.pair, maxDownPer: "tags.site=2" }
        """);
    Files.writeString(
        directory.resolve("routes/ready.yaml"),
        "- route: { id: ready, from: { uri: \"direct:ready\", steps: [ { log: \"asked\" } ] } }");
    Path routes = directory.resolve("routes/reboot.yaml");
    Files.writeString(
        routes,
        Files.readString(routes)
            .replace("before:", "check: \"direct:ready?timeout=1000\"\n              before:"));

    assertThat(plan("related").out())
        .contains(
            "! related-all respects neverTogether tags.pair, maxDownPer tags.site=2: related"
                + " devices wait for each other")
        .contains("! direct:ready?timeout=1000 is asked before each call:");
  }

  @Test
  void asksTheHubTheSameQueryAsTheGroup() throws IOException {
    writeChain(
        "top",
        """
        - to:
            id: top-one
            uri: "reboot:group/one"
            parameters: { query: "SELECT TOP 1 deviceId FROM devices\\nWHERE tags.role = 'sensor'" }
        """);

    assertThat(plan("top").out()).contains("Chain top calls at most 1 device and");
  }

  @Test
  void aQueryForModulesIsRefused() throws IOException {
    writeChain(
        "modules",
        """
        - to:
            id: modules-all
            uri: "reboot:group/all"
            parameters: { query: "SELECT deviceId, moduleId FROM devices.modules" }
        """);
    Result plan = plan("modules");

    assertThat(plan.exit()).isEqualTo(2);
    assertThat(plan.sentence())
        .contains(
            "query: the query 'SELECT deviceId, moduleId FROM devices.modules' asks for modules")
        .contains("SELECT deviceId FROM devices WHERE");
  }

  @Test
  void theEndIsUnknownIfAMessageNamesTheDevices() throws IOException {
    writeChain(
        "named",
        """
        - split:
            simple: "${body}"
            stopOnException: true
            steps:
              - to: { id: named-one, uri: "reboot:group/one", parameters: { key: "${body}" } }
        """);

    assertThat(plan("named").out())
        .contains("Chain named calls the devices that its message names, at 80 %")
        .contains("Its end cannot be predicted");
    assertThat(plan("named", "--json").out()).doesNotContain("endsAbout");
  }

  private void writeChain(String chain, String steps) throws IOException {
    Files.writeString(
        directory.resolve("routes/" + chain + ".yaml"),
        "- route:\n    id: %1$s\n    from:\n      uri: reboot-run:%1$s\n      steps:\n%2$s"
            .formatted(chain, steps.indent(8)));
  }

  @Test
  void callsNoDeviceAndRecordsNothing() {
    plan("night");

    assertThat(hub.counters().toString()).contains("METHODS_RECEIVED=0");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void doesNotNeedTheHistoryIfTheJournalCannotBeRead() throws IOException {
    Path journal = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    Files.writeString(journal, "no database");
    Result plan = plan("night");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out()).contains("Chain night calls at most 39 devices");
    assertThat(plan.err())
        .contains("This plan does not use the history of earlier runs: ")
        .contains(journal.toString());
  }

  @Test
  void isAvailableAsJson() {
    assertThat(plan("night", "--json").out())
        .startsWith("{\"chain\":\"night\",\"devices\":39,\"atLeastSeconds\":");
  }

  @Test
  void anUnknownChain() {
    Result plan = plan("weekly");

    assertThat(plan.exit()).isEqualTo(2);
    assertThat(plan.sentence()).contains("reboot-run:weekly").contains("night");
  }

  private Result plan(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "plan";
    System.arraycopy(words, 0, all, 1, words.length);
    return CommandLineRun.in(directory)
        .home(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(all);
  }
}
