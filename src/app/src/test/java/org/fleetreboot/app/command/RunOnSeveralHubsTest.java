package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands show of a run on two hubs, each of which has devices of the same ids. */
class RunOnSeveralHubsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path directory = Path.of(".");

  @BeforeAll
  static void aNightOnOneHubAndTwoNightsOnTwo(@TempDir Path given) throws IOException {
    directory = given;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("one", 1, "pump-1", "off-2");
      past.onHubs("north", "south").nights("two", 1, "pump-1", "off-2");
      past.underWay("open-1", "two", "pump-1");
    }
  }

  @Test
  void aStepHasALineForEachOfItsHubs() {
    String shown = run("get", "two-1").out();

    assertThat(shown)
        .containsPattern("pumps +succeeded +4 +2 +2")
        .containsPattern("on north +succeeded +2 +1 +1")
        .containsPattern("on south +succeeded +2 +1 +1");
    assertThat(run("get", "one-1").out()).containsPattern("pumps +succeeded +2 +1 +1");
    assertThat(run("get", "one-1").out()).doesNotContain(" on plant-7");
  }

  @Test
  void deviceTablesNameTheHubOnlyIfThereAreSeveral() {
    assertThat(run("get", "two-1").out())
        .containsPattern("DEVICE +HUB +GROUP +OUTCOME")
        .containsPattern("off-2 +north +pumps +offline")
        .containsPattern("off-2 +south +pumps +offline");
    assertThat(run("get", "two-1", "--devices").out())
        .containsPattern("DEVICE +HUB +GROUP +STATUS")
        .containsPattern("pump-1 +south +pumps +confirmed");
    assertThat(run("get", "one-1", "--devices").out()).containsPattern("DEVICE +GROUP +STATUS");
    assertThat(run("get", "one-1").out()).containsPattern("off-2 +pumps +offline");
  }

  @Test
  void aHubIsChosen() {
    assertThat(run("get", "two-1", "--hub", "south", "--device", "pump-1").out())
        .containsPattern("pump-1 +south +pumps")
        .doesNotContainPattern("pump-1 +north");
    assertThat(run("list", "--hub", "plant-7").out().lines().skip(1)).hasSize(1);
    assertThat(run("list", "--hub", "south").out().lines().skip(1)).hasSize(2);
    assertThat(run("history", "--hub", "north", "--device", "pump-1").out())
        .contains("hub/north:")
        .doesNotContain("hub/south:");
  }

  @Test
  void jsonHasTheHubOfEachDeviceAndGroup() throws Exception {
    JsonNode run = JSON.readTree(run("get", "two-1", "--json").out());

    assertThat(run.path("hubs").toString()).isEqualTo("[\"north\",\"south\"]");
    JsonNode step = run.path("steps").path(0);
    assertThat(step.path("targets").asInt()).isEqualTo(4);
    assertThat(step.path("groups").toString())
        .isEqualTo(
            "[{\"hub\":\"north\",\"status\":\"succeeded\",\"targets\":2,"
                + "\"outcomes\":{\"confirmed\":1,\"offline\":1}},"
                + "{\"hub\":\"south\",\"status\":\"succeeded\",\"targets\":2,"
                + "\"outcomes\":{\"confirmed\":1,\"offline\":1}}]");
    assertThat(run.path("devices").findValuesAsText("hub"))
        .containsExactly("north", "north", "south", "south");
  }

  @Test
  void anExplanationNamesTheHub() {
    assertThat(run("explain", "--run", "two-1").out())
        .contains("off-2 on north (not connected, twice); off-2 on south (not connected, twice)")
        .contains("Step pumps on north has 2 devices.")
        .contains("Step pumps on south has 2 devices.");
    assertThat(run("explain", "--device", "pump-1").out())
        .contains("in run open-1, step pumps on north")
        .contains("south: ");
    assertThat(run("explain", "--run", "open-1").out())
        .contains("pump-1 on north and 1 other were not called");
  }

  @Test
  void theEventsOfARunAreThoseOfAllItsHubs() {
    String events = run("events", "--run", "two-1", "--json").out();

    assertThat(events.lines().filter(line -> line.contains("hub/north"))).hasSize(7);
    assertThat(events.lines().filter(line -> line.contains("hub/south"))).hasSize(7);
  }

  @Test
  void aReportHasTheHubAndTheMarkersOfEachDevice() {
    String csv = run("report", "two-1", "--format", "csv").out();

    assertThat(csv.lines().filter(line -> line.contains("two-1,two,north,"))).hasSize(2);
    assertThat(csv.lines().filter(line -> line.contains("two-1,two,south,")))
        .hasSize(2)
        .anyMatch(line -> line.contains(",pump-1,pumps,confirmed,1,"));
    assertThat(run("report", "two-1").out())
        .contains("<dt>Hubs</dt><dd>north, south</dd>")
        .contains("hub/north:")
        .contains("hub/south:");
    assertThat(run("report", "one-1").out()).contains("<dt>Hub</dt><dd>plant-7</dd>");
  }

  private static Result run(String... arguments) {
    return CommandLineRun.in(directory).of(arguments);
  }
}
