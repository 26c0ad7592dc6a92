package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake in a route costs one sentence, which names the route and what is wrong in it. */
class BadRouteTest {
  private static LocalHub hub;

  private final Path directory;

  BadRouteTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).mqttPort(0).start();
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @Test
  void aRouteFileThatIsNotYaml() throws IOException {
    Path file = route("broken.yaml", "- route:\n    id: [one\n    from: two\n");
    Result result = run("start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(file + ", line 3")
        .contains("invalid YAML")
        .endsWith("correct the line.");
  }

  @Test
  void aRouteFileThatIsYamlButNotARoute() throws IOException {
    Path file = route("wrong.yaml", "- route:\n    id: one\n    form:\n      uri: direct:a\n");
    Result result = run("start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains(file.getFileName().toString()).contains("form");
  }

  @Test
  void aStepWithoutAnId() throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: "reboot:group/all?query=true"
        """);
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("night").contains("has no id, so");
  }

  @Test
  void anUnknownOptionOfAStep() throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: { id: all, uri: "reboot:group/all?query=true&maxFaild=3" }
        """);
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(
            written("chain.yaml", 6)
                + "Route 'night', step all: reboot:group/all: unknown option 'maxFaild'. Did you mean"
                + " maxFailed?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trigger.timeZone: Europe/Pariss | trigger.timeZone: unknown time zone 'Europe/Pariss',"
            + " which would silently mean GMT. Did you mean Europe/Paris?",
        "trigger.misfireInstuction: 2 | trigger.misfireInstuction: unknown option; the options"
            + " are description, endAt, misfireInstruction, priority, startAt, timeZone."
      })
  void aScheduleThatWouldBeTakenForAnother(String option, String sentence) throws IOException {
    route(
        "schedule.yaml",
        """
        - route:
            id: sundays
            from:
              uri: quartz:sundays
              parameters:
                cron: "0 30 0 ? * SUN"
                %s
              steps:
                - to: reboot-run:demo
        """
            .formatted(option));
    Result result = run("start", "demo");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(written("schedule.yaml", 4) + "Route 'sundays': quartz:sundays: " + sentence);
  }

  @Test
  void aBeanThatCannotBeMade() throws IOException {
    Path file =
        route("queue.yaml", Files.readString(CommandLineRun.HOME.resolve("routes/queue.yaml")));
    Result result = run("start", "demo", "-P", "queue.broker=foo://broker:1?password=hidden");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(
            file
                + ": the option brokerURL of the bean queueBroker cannot be 'foo://broker:1'; correct"
                + " its value, or the setting that it comes from.");
  }

  @Test
  void noRoutesAtAll() {
    Result result =
        CommandLineRun.in(directory)
            .home(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .of("run", "--start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("No routes found in file:" + directory)
        .contains("camel.main.routesIncludePattern");
  }

  @Test
  void anUnknownChain() {
    Result result = run("start", "weekly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("reboot-run:weekly")
        .contains("demo")
        .contains("nightly");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- to: { id: may-go, uri: \"reboot:check/may-go\", parameters: { via: \"direct:nowhere\" } }",
        "- to: \"direct:nowhere?timeout=5\""
      })
  void aStepThatAsksWhereNobodyIs(String step) throws IOException {
    chain(step);
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    String mistake = written("chain.yaml", 6) + "No route begins with direct:nowhere";
    assertThat(result.sentence()).startsWith(mistake);
    assertThat(run("plan", "night").sentence()).startsWith(mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reboot:group/all?query=true&maxInFlight=many  | reboot:group/all: maxInFlight: invalid limit 'many'; use a number like 3 or a percentage like 5%.
          reboot:group/all?query=true&confirmWithin=10x | reboot:group/all: confirmWithin is '10x'; write a time like 250ms
          reboot:group/all?query=true&window=RAW(01:00-05:00 Europe/Pariss) | reboot:group/all: invalid window '01:00-05:00 Europe/Pariss': unknown time zone 'Europe/Pariss'. Did you mean Europe/Paris?
          reboot:soak/all?duration=soon                 | reboot:soak/all: duration is 'soon'; write a time like 250ms
          iothub:getTwinn                               | iothub:getTwinn: Unknown operation 'getTwinn'
          iothub:getTwin?foo=1                          | iothub:getTwin: unknown option 'foo'; check its name.
          iothub:getTwin?connectionString=YWJj          | The connection string has a part without a name.
          log:all?level=LOUD                            | log:all: an option cannot be 'LOUD'; correct its value.
          log:all?password=YWJj                         | log:all: unknown option 'password'; check its name.
          log:{{no.such}}                               | log:{{no.such}}: unknown setting no.such; add it
          nope:all                                      | there is no component for 'nope:all'
          """)
  void aStepThatCannotBe(String uri, String told) throws IOException {
    chain("- to: { id: all, uri: \"%s\" }".formatted(uri));
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(directory.resolve("routes/chain.yaml") + ":")
        .contains(": Route 'night'")
        .contains(": " + told)
        .doesNotContain("YWJj")
        .doesNotContain("Exception")
        .doesNotContain("org.");
  }

  @Test
  void aMistakeInAnotherChainIsReportedWithItsFile() throws IOException {
    chain(
        "- to: { id: first, uri: \"reboot:soak/rest\", parameters: { duration: \"1s\" } }\n"
            + "- to: { id: all, uri: \"reboot:soak/rest\", parameters: { duration: \"soon\" } }"
                .indent(8)
                .stripTrailing());
    Files.writeString(
        directory.resolve("routes/day.yaml"),
        "- route: { id: day, from: { uri: \"reboot-run:day\", steps: [ { log: \"x\" } ] } }");
    String mistake = written("chain.yaml", 7) + "Route 'night', step all: reboot:soak/rest: ";

    assertThat(run("start", "day").sentence()).startsWith(mistake);
    assertThat(run("plan", "day").sentence()).startsWith(mistake);
    assertThat(run("lint").out()).startsWith("routes/chain.yaml:7: reboot:soak/rest: ");
  }

  @Test
  void anInvalidSchedule() throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: sundays
            from:
              uri: quartz:sundays?cron=sunday
              steps:
                - to: { uri: "reboot-run:night" }
        """);
    Result result = run("run");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(
            written("chain.yaml", 4)
                + "Route 'sundays': quartz:sundays: cron 'sunday' has one field; write ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"due", "observe"})
  void aWorkflowThatPollsNoDevice(String poll) throws IOException {
    chain("- to: { id: all, uri: 'reboot:group/all?query=true' }");
    Path reboot = directory.resolve("routes/reboot.yaml");
    Files.writeString(
        reboot,
        Files.readString(reboot)
            .replaceAll(
                "uri: reboot-device:" + poll + ".*(\\R +parameters:\\R +via: .*)?", "uri: log:x"));
    String mistake =
        "goes to reboot-device:%s, so no reboot would ever be confirmed".formatted(poll);

    Result start = run("start", "night");
    assertThat(start.exit()).isEqualTo(2);
    assertThat(start.sentence())
        .contains(mistake)
        .endsWith("copy routes/reboot.yaml of the project there.");

    Result lint = run("lint");
    assertThat(lint.exit()).isEqualTo(1);
    assertThat(lint.out()).contains("no other route " + mistake);
  }

  /** What a refusal begins with. */
  private String written(String file, int line) {
    return directory.resolve("routes").resolve(file) + ":" + line + ": ";
  }

  private Path route(String name, String yaml) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    return Files.writeString(routes.resolve(name), yaml);
  }

  /** The chain night, of that one step. */
  private void chain(String step) throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                %s
        """
            .formatted(step));
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(args);
  }
}
