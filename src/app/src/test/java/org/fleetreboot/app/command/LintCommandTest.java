package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No hub is set in any of these. */
class LintCommandTest {
  private static final Path BAD =
      CommandLineRun.HOME.resolve("src/app/src/test/resources/bad-routes");

  private final Path directory;

  LintCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theShippedRoutesAreClean() {
    Result result = CommandLineRun.in(CommandLineRun.HOME).of("lint", "routes/");

    assertThat(result.out()).matches("\\d+ files, nothing found\\.\\R");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void everyMistakeIsReported() throws IOException {
    Result result = CommandLineRun.in(BAD).of("lint", ".");

    assertThat(result.out()).isEqualTo(Files.readString(BAD.resolve("findings.txt")));
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void oneMistakeOfAStepHidesNoOther() throws IOException {
    String found =
        lintOf(
            """
            - route:
                id: night
                from:
                  uri: reboot-run:night
                  steps:
                    - to:
                        id: night-all
                        uri: reboot:group/all
                        parameters:
                          query: "deviceId = 'a&b%41'"
                          maxInFlight: few
                          rate: fast
                          maxFialed: 3
                          holdOn: 3s
                          window: "25:00-26:00 UTC"
                          windowEnd: skip
                          minSample: 5
                          maxFailed: 3
                    - to: { id: night-soak, uri: "reboot:soak/s", parameters: { duration: "soon" } }
            """);

    assertThat(found.lines().filter(line -> line.startsWith("night.yaml:")))
        .as(found)
        .hasSize(6)
        .anyMatch(line -> line.contains("'few'"))
        .anyMatch(line -> line.contains("'fast'"))
        .anyMatch(line -> line.contains("'holdOn'; check its name. Unknown option 'maxFialed'."))
        .anyMatch(line -> line.contains("25:00"))
        .anyMatch(line -> line.contains("minSample has no effect"))
        .anyMatch(line -> line.contains("soon"));
  }

  @Test
  void aMistakeHidesOnlyTheFindingsThatItCauses() throws IOException {
    String found =
        lintOf(
            """
            - route:
                id: night
                from:
                  uri: reboot-run:night
                  steps:
                    - to:
                        id: night-all
                        uri: reboot:group/all
                        parameters:
                          query: "true"
                          offline: maybe
                          attempts: 3
                          connectTimeout: 5s
                          window: never
                          windowEnd: skip
                          windowZone: Europe/Paris
            """);

    assertThat(found.lines().filter(line -> line.startsWith("night.yaml:")))
        .as(found)
        .hasSize(3)
        .anyMatch(line -> line.contains("'maybe'"))
        .anyMatch(line -> line.contains("'never'"))
        .anyMatch(line -> line.contains("attempts has no effect"));
  }

  @Test
  void aFileCalledYmlIsARouteLikeAnyOther() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("weekly.yml"),
        """
        - route:
            id: weekly
            from:
              uri: reboot-run:weekly
              steps:
                - to: { uri: "reboot:group/all", parameters: { query: "deviceId = 'a+b%41'" } }
        """);

    assertThat(CommandLineRun.in(directory).of("lint").out())
        .startsWith("routes/weekly.yml:5: reboot:group/all has no id");
    assertThat(CommandLineRun.in(directory).of("lint", "routes").exit()).isEqualTo(1);
  }

  @Test
  void aFileBesideTheRoutesThatIsNotReadIsAWarning() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(routes.resolve("weekly.yaml.txt"), "- route:");
    Files.writeString(routes.resolve(".weekly.yaml.swp"), "");
    Files.copy(CommandLineRun.HOME.resolve("routes/nightly.yaml"), routes.resolve("nightly.yaml"));

    Result result = CommandLineRun.in(directory).of("lint");

    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .startsWith(
            "fleet-reboot: warning: " + routes.resolve("weekly.yaml.txt") + " is not read: ")
        .contains("*.yml");
    assertThat(result.out()).isEqualTo("1 file, nothing found.%n".formatted());
  }

  @Test
  void aByteOrderMarkIsNotPartOfARoute() throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        routes.resolve("nightly.yaml"),
        "\uFEFF" + Files.readString(CommandLineRun.HOME.resolve("routes/nightly.yaml")));

    assertThat(CommandLineRun.in(directory).of("lint").out())
        .isEqualTo("1 file, nothing found.%n".formatted());
  }

  @Test
  void oneFileCanBeCheckedAndTheFindingsAreAvailableAsJson() throws IOException {
    Result result = CommandLineRun.in(BAD).of("lint", "runs.yaml", "fine.yaml", "--json");

    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("files").intValue()).isEqualTo(2);
    assertThat(json.get("findings")).hasSize(1);
    JsonNode finding = json.get("findings").get(0);
    assertThat(finding.get("file").textValue()).isEqualTo("runs.yaml");
    assertThat(finding.get("route").textValue()).isEqualTo("runs");
    assertThat(finding.get("text").textValue()).contains("reboot-run:fien");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aWindowThatExcludesTheWholeYearAheadIsReported() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Files.writeString(
        directory.resolve("never.yaml"),
        """
        - route:
            id: never
            from:
              uri: reboot-run:never
              steps:
                - to:
                    id: never-pumps
                    uri: reboot:group/pumps
                    parameters:
                      query: "true"
                      window: "01:00-05:00 UTC except %s..%s, %s..%s"
        """
            .formatted(
                today.minusDays(2), today.plusDays(200), today.plusDays(201), today.plusDays(400)));
    Result result = CommandLineRun.in(directory).of("lint", "never.yaml");

    assertThat(result.out())
        .startsWith("never.yaml:6: never-pumps: the window ")
        .contains("does not open within a year");
  }

  @Test
  void aCheckOfDevicesMakesThemWaitToo() throws IOException {
    String route =
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: { id: night-all, uri: "reboot:group/all", parameters: { query: "true", waitWithin: 2h } }
        - route:
            id: invoke
            from:
              uri: reboot-device:turn
              steps:
                - to: { uri: "reboot-device:invoke", parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod"%s } }
        - route:
            id: look
            from:
              uri: timer:look
              steps:
                - to: { uri: "reboot-device:due" }
                - to: { uri: "reboot-device:observe", parameters: { via: "iothub:getTwin" } }
        """;
    assertThat(lintOf(route.formatted(""))).contains("waitWithin has no effect");
    assertThat(lintOf(route.formatted(", check: \"https://plant.example/idle\"")))
        .contains("nothing found");
  }

  @Test
  void yamlThatIsNestedTooDeeplyIsOneFinding() throws IOException {
    Files.writeString(
        directory.resolve("deep.yaml"), "- route: " + "[".repeat(20_000) + "]".repeat(20_000));
    Result result = CommandLineRun.in(directory).of("lint", "deep.yaml");

    assertThat(result.out().lines())
        .containsExactly(
            "deep.yaml: it is nested too deeply to be read: flatten it.",
            "1 finding in 1 of 1 file.");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void contentThatCamelWouldIgnoreIsRefusedWithItsLine() throws IOException {
    String route = "route: { id: night, from: { uri: \"direct:a\", steps: [ { log: a } ] } }\n";

    assertThat(lintOf(route)).startsWith("night.yaml:1: 'route' must be an element of a list; ");
    assertThat(lintOf("# at night\n- to: { id: a, uri: \"reboot:group/a\" }\n"))
        .startsWith("night.yaml:2: 'to' is in no route");
    assertThat(lintOf("- " + route + "- rout: { id: b }\n"))
        .startsWith("night.yaml:2: 'rout' is in no route");
    assertThat(lintOf("- " + route + "  from: { uri: \"direct:b\" }\n"))
        .startsWith("night.yaml:1: a list element must have one key");
    assertThat(lintOf("- " + route + "---\n- " + route)).startsWith("night.yaml:2: ");
    assertThat(lintOf("night\n")).startsWith("night.yaml:1: expected a list of routes");
    assertThat(lintOf("- " + route)).isEqualTo("1 file, nothing found.%n".formatted());
  }

  @Test
  void aTemplatedRouteIsCheckedWithItsParameters() throws IOException {
    String found =
        lintOf(
            """
            - routeTemplate:
                id: ring
                parameters:
                  - { name: name }
                  - { name: most, defaultValue: "0" }
                from:
                  uri: "direct:{{name}}"
                  steps:
                    - to:
                        id: ring-g
                        uri: reboot:group/ring
                        parameters: { query: "tags.ring = '{{name}}'", maxFailed: "{{most}}"%s }
                    - to: { uri: "reboot:soak/settle", parameters: { duration: "1m" } }
            - templatedRoute: { routeTemplateRef: ring, parameters: [ { name: name, value: north } ] }
            - templatedRoute:
                routeTemplateRef: ring
                parameters: [ { name: name, value: south }, { name: most, value: few } ]
            - route:
                id: night
                from:
                  uri: reboot-run:night
                  steps:
                    - to: { id: north, uri: "direct:north" }
                    - to: { id: south, uri: "direct:south" }
                    - to: { id: west, uri: "direct:west" }
            """
                .formatted(", maxFaild: 3"));

    assertThat(found.lines())
        .as(found)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("night.yaml:9: ").contains("'maxFaild'"),
            line -> assertThat(line).startsWith("night.yaml:9: ").contains("'few'"),
            line -> assertThat(line).contains("has no id, so"),
            line -> assertThat(line).contains("no route begins with direct:west"),
            line -> assertThat(line).isEqualTo("4 findings in 1 of 1 file."));
  }

  @Test
  void contentSharedByRoutesIsCheckedToo() throws IOException {
    String step =
        "{ to: { uri: \"reboot:group/%s\", parameters: { query: \"true\", maxFaild: 1 } } }";
    String found =
        lintOf(
            """
            - routeConfiguration:
                onException:
                  - onException: { exception: [ java.io.IOException ], steps: [ %s ] }
            - onException: { exception: [ java.io.IOException ], steps: [ %s ] }
            - interceptFrom: { steps: [ %s ] }
            - routeTemplate: { id: unused, from: { uri: "direct:u", steps: [ { log: u } ] } }
            - templatedRoute: { routeTemplateRef: nowhere }
            - route: { id: night, from: { uri: "direct:a", steps: [ { log: a } ] } }
            """
                .formatted(step.formatted("a"), step.formatted("b"), step.formatted("c")));

    assertThat(found.lines()).as(found).hasSize(9);
    assertThat(found)
        .contains(": reboot:group/a: unknown option 'maxFaild'")
        .contains(": reboot:group/a has no id")
        .contains(": reboot:group/b: unknown option 'maxFaild'")
        .contains(": reboot:group/c: unknown option 'maxFaild'")
        .contains("night.yaml:5: no route is created from the template unused")
        .contains("night.yaml: templatedRoute nowhere: ");
  }

  @Test
  void parallelStepsMustSayWhetherAFailureStopsTheOthers() throws IOException {
    String route =
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - split:
                    simple: "${body}"%1$s
                    steps:
                      - to: { id: in-split, uri: "reboot:group/a", parameters: { key: "${body}" } }
                - multicast:%2$s
                    steps:
                      - to: { id: in-multicast, uri: "direct:ring" }
                - recipientList: { constant: "direct:ring"%3$s }
                - split: { simple: "${body}", steps: [ { log: "no step" } ] }
        - route:
            id: ring
            from:
              uri: direct:ring
              steps:
                - to: { id: ring-g, uri: "reboot:group/ring", parameters: { query: "true" } }
        """;
    String said = "\n            stopOnException: true";

    assertThat(lintOf(route.formatted("", "", "")).lines())
        .filteredOn(line -> line.contains("stopOnException"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("night.yaml:6: split continues "),
            line -> assertThat(line).startsWith("night.yaml:10: multicast continues "),
            line -> assertThat(line).contains(": recipientList continues "));
    assertThat(lintOf(route.formatted(said, said, ", stopOnException: false")))
        .doesNotContain("stopOnException");
  }

  private String lintOf(String routes) throws IOException {
    Files.writeString(directory.resolve("night.yaml"), routes);
    return CommandLineRun.in(directory).of("lint", "night.yaml").out();
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Files.createDirectories(directory.resolve("routes"));
    Files.copy(
        CommandLineRun.HOME.resolve("routes/drop.yaml"), directory.resolve("routes/drop.yaml"));
    Result result = CommandLineRun.in(directory).of("lint");

    assertThat(result.exit()).as(result.out() + result.err()).isZero();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(Path::getFileName)).containsExactly(Path.of("routes"));
    }
  }

  @Test
  void aMissingFolderAndOneWithoutRoutesAreUsageErrors() {
    assertThat(CommandLineRun.in(directory).of("lint", "routs/"))
        .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
        .satisfies(result -> assertThat(result.sentence()).contains("There is no "));
    assertThat(CommandLineRun.in(directory).of("lint", "."))
        .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
        .satisfies(result -> assertThat(result.sentence()).startsWith("No routes found in "));
  }
}
