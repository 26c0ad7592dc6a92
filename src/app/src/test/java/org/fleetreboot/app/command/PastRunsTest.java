package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands show of a journal with many runs. */
class PastRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path directory = Path.of(".");

  /** Sixty nights of two pumps, and then one night of sixty sensors that are offline. */
  @BeforeAll
  static void twoMonths(@TempDir Path given) throws IOException {
    directory = given;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 60, "pump-1", "off-2");
      past.nights(
          "weekly", 1, IntStream.range(0, 60).mapToObj(n -> "off-" + n).toArray(String[]::new));
    }
  }

  @Test
  void aScreenfulOfTheNewestRunsIsListedAndHowToSeeMore() {
    Result list = run("list");

    assertThat(list.out().lines().skip(1)).hasSize(50).first().asString().startsWith("weekly-1 ");
    assertThat(list.sentence())
        .isEqualTo("these are the newest 50 of 61 runs; --limit N or --all shows more.");
    assertThat(run("list", "--all").out().lines().skip(1)).hasSize(61);
    assertThat(run("list", "--all").err()).isEmpty();
    assertThat(run("list", "--limit", "61").err()).isEmpty();
  }

  @Test
  void runsAreListedByChainStatusAndTime() throws Exception {
    assertThat(ids("list", "--chain", "weekly", "--json")).containsExactly("weekly-1");
    assertThat(ids("list", "--status", "paused,running", "--json")).isEmpty();
    assertThat(ids("list", "--since", "2026-08-03", "--until", "2026-08-05", "--json"))
        .containsExactly("nightly-4", "nightly-3");
    assertThat(ids("list", "--limit", "2", "--json")).containsExactly("weekly-1", "nightly-60");
  }

  @Test
  void aWordThatIsNoStatusOrTimeIsRefusedWithItsOption() {
    assertThat(run("list", "--status", "pausd").sentence())
        .startsWith("--status: unknown status 'pausd'; use one or more of: running, paused,");
    assertThat(run("list", "--since", "yesterday").sentence())
        .startsWith("--since: invalid time 'yesterday'; use a date like 2026-10-01");
    assertThat(run("list", "--since", "1d", "--until", "2d").sentence())
        .contains("--since 1d is not before --until 2d");
    assertThat(run("list", "--limit", "0").sentence()).contains("--limit is 0");
    assertThat(run("list", "--limit", "5", "--all").sentence()).contains("not both");
    assertThat(run("history", "--outcome", "waiting").sentence())
        .startsWith("--outcome: unknown outcome 'waiting'; use one or more of: confirmed,");
  }

  @Test
  void theFirstFailedDevicesOfARunAreShownAndHowToSeeTheOthers() {
    String shown = run("get", "weekly-1").out();

    assertThat(shown)
        .contains("off-19 ")
        .doesNotContain("off-20 ")
        .contains(
            "and 40 more that are under way or have failed: ./fleet-reboot get weekly-1 --devices"
                + " --all");
    assertThat(run("get", "weekly-1", "--devices", "--all").out()).contains("off-59 ");
  }

  @Test
  void devicesOfARunAreListedByWhatBecameOfThem() {
    Result listed = run("get", "nightly-3", "--outcome", "confirmed");
    assertThat(listed.out()).containsPattern("pump-1 +pumps +confirmed").doesNotContain("off-2");
    assertThat(run("get", "nightly-3", "--reason", "NOT connected").out())
        .containsPattern("off-2 +pumps +offline .* not connected, twice")
        .doesNotContain("pump-1");
    assertThat(run("get", "nightly-3", "--device", "pump-1").out()).doesNotContain("off-2");
    assertThat(run("get", "nightly-3", "--step", "valves").out()).doesNotContain("pump-1");
    assertThat(run("get", "weekly-1", "--devices").sentence())
        .isEqualTo("these are the first 50 of 60 devices; --limit N or --all shows more.");
  }

  @Test
  void aRunInJsonHasItsCountsAndAllItsDevices() throws Exception {
    JsonNode run = JSON.readTree(run("get", "weekly-1", "--json").out());
    assertThat(run.path("statuses").path("offline").asInt()).isEqualTo(60);
    assertThat(run.path("devices")).hasSize(60);
    JsonNode some = JSON.readTree(run("get", "weekly-1", "--json", "--limit", "3").out());
    assertThat(some.path("devices")).hasSize(3);
  }

  @Test
  void theHistorySaysWhoAskedAndWhatProvesIt() throws Exception {
    Result told =
        run(
            "history",
            "--since",
            "2026-08-02",
            "--until",
            "2026-08-04",
            "--outcome",
            "confirmed",
            "--json");
    List<JsonNode> lines = told.out().lines().map(PastRunsTest::json).toList();

    assertThat(lines).hasSize(2);
    JsonNode newest = lines.get(0);
    assertThat(newest.path("run").asText()).isEqualTo("nightly-3");
    assertThat(newest.path("device").asText()).isEqualTo("pump-1");
    assertThat(newest.path("by").path("name").asText()).isEqualTo("anna");
    assertThat(newest.path("at").asText()).isEqualTo("2026-08-03T10:01:00Z");
    JsonNode proof = newest.path("proof");
    assertThat(proof.path("type").asText()).isEqualTo("reboot.confirmed.v1");
    assertThat(run("events", "--json").out().lines().map(PastRunsTest::json))
        .filteredOn(event -> event.path("id").equals(proof.path("event")))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.path("position")).isEqualTo(proof.path("position"));
              assertThat(event.path("partition")).isEqualTo(proof.path("partition"));
            });
  }

  @Test
  void theHistoryOfADeviceIsShownInPages() {
    Result told = run("history", "--device", "pump-1");

    assertThat(told.out().lines().skip(1))
        .hasSize(50)
        .allSatisfy(line -> assertThat(line).contains("pump-1", "confirmed", "hub/plant-7:"));
    assertThat(told.sentence()).startsWith("there are more; --limit N or --all shows them");
    assertThat(run("history", "--device", "pump-1", "--all").out().lines().skip(1)).hasSize(60);
    assertThat(run("history", "--run", "weekly-1", "--all").out().lines().skip(1)).hasSize(60);
    assertThat(run("history", "--run", "nope").sentence()).contains("no run 'nope'");
  }

  @Test
  void theEventsOfADeviceAreThoseOfItsOwnStream() {
    Result told = run("events", "--device", "pump-1");

    assertThat(told.out().lines()).hasSize(120).allMatch(line -> line.contains("/pump-1"));
    assertThat(run("events", "--device", "pump-1", "--run", "nightly-7").out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("nightly-7/pumps/pump-1"));
    assertThat(run("events", "--device", "pump-99").out()).isEmpty();
  }

  @Test
  void theEventsOfARunAreThoseOfTheRunItsGroupsAndItsDevices() {
    List<String> types =
        run("events", "--run", "nightly-7", "--json")
            .out()
            .lines()
            .map(line -> json(line).path("type").asText())
            .toList();

    assertThat(types)
        .containsExactly(
            "run.accepted.v1",
            "run.step-started.v1",
            "group.started.v1",
            "group.targets-added.v1",
            "group.targets-frozen.v1",
            "reboot.invocation-intended.v1",
            "reboot.confirmed.v1",
            "reboot.found-offline.v1",
            "group.settled.v1",
            "run.step-settled.v1",
            "run.settled.v1");
  }

  @Test
  void eventsAreShownByTimeAndTheLastOnesAlone() {
    assertThat(run("events", "--since", "2026-08-03", "--until", "2026-08-05").out().lines())
        .hasSize(22)
        .allMatch(line -> line.startsWith("2026-08-03 ") || line.startsWith("2026-08-04 "));
    assertThat(run("events", "--last", "3").out().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("weekly-1"))
        .last()
        .asString()
        .contains("run.settled.v1");
    assertThat(run("events", "--run", "nightly-7", "--last", "1").out()).contains("run.settled.v1");
    assertThat(run("events", "--last", "0").sentence()).contains("--last is 0");
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static List<String> ids(String... args) throws IOException {
    return JSON.readTree(run(args).out()).findValuesAsText("run");
  }

  private static Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
