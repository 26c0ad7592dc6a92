package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.reboot.events.CsvCell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor is given of a run, in each format. */
class ReportCommandTest {
  private static final String HOSTILE = "<script>alert(1)</script>";

  private static Path directory = Path.of(".");

  /** So many nights that a device's stream is longer than one page. */
  @BeforeAll
  static void sixtyNights(@TempDir Path given) throws IOException {
    directory = given;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 60, "pump-1", "off-2", HOSTILE, "=1+1");
    }
  }

  @Test
  void thePageHasEachDeviceItsMarkersAndTheProofAndRunsNothing() {
    String page = report("html").out();

    assertThat(page)
        .contains("<dd>anna (login)</dd>", "start nightly", "maxInFlight 10")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script")
        .contains("41<br><small>stamped 2026-09-18 09:58:30.000</small></td>")
        .contains("42<br><small>stamped 2026-09-18 10:00:50.000</small></td>")
        .contains(">not connected, twice</td>")
        .contains("was checked against its hash", "Nobody decided anything");
    assertThat(run("journal", "head").out().lines())
        .allSatisfy(head -> assertThat(page).contains(head));
  }

  @Test
  void theTableHasARowForEachDeviceAndNoFormula() {
    List<String> lines = report("csv").out().lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.get(1))
        .startsWith(
            "nightly-49,nightly,plant-7,anna (login),start nightly,pump-1,pumps,confirmed,1,")
        .contains(",41,2026-09-18T09:58:30Z,42,2026-09-18T10:00:50Z,2026-09-18T10:01:00Z,");
    assertThat(lines.get(4)).contains(",'=1+1,pumps,");
    assertThat(report("csv").out()).endsWith(CsvCell.LINE_END);
  }

  @Test
  void theObjectHasTheFactsOfThePage() throws Exception {
    JsonNode run = new ObjectMapper().readTree(report("json").out());

    assertThat(run.path("by").asText()).isEqualTo("anna (login)");
    assertThat(run.path("outcomes").path("confirmed").asInt()).isEqualTo(3);
    assertThat(run.path("steps").get(0).path("options").path("confirmWithin").asText())
        .isEqualTo("10m");
    assertThat(run.path("devices")).hasSize(4);
    assertThat(run.path("devices").get(0).path("calls").asInt()).isEqualTo(1);
    assertThat(run.path("proof").path("heads")).hasSize(2);
  }

  @Test
  void aFileIsWrittenWholeOrNotAtAll() throws IOException {
    Result written = run("report", "nightly-49", "-o", "night.html");

    assertThat(written.out().strip()).isEqualTo("The report of run nightly-49 is in night.html.");
    assertThat(directory.resolve("night.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("</html>");
    assertThat(run("report", "nightly-49", "-o", "no/such/night.html").sentence())
        .contains("cannot be written to", "no such file", "--output");
    assertThat(run("report", "nightly-49", "--format", "pdf").sentence())
        .isEqualTo("--format: unknown format 'pdf'; use html, csv or json.");
    try (var files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  private static Result report(String format) {
    return run("report", "nightly-49", "--format", format);
  }

  private static Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
