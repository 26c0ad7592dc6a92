package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A name that is in no journal is said to be unknown, with similar ones. */
class MistypedNameTest {
  private static Path directory = Path.of(".");

  /** A run and one of its devices have the same name. */
  @BeforeAll
  static void twoNights(@TempDir Path given) throws IOException {
    directory = given;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 2, "pump-1", "off-2", "nightly-2");
    }
  }

  @Test
  void anUnknownDeviceIsRefusedWithTheNearestName() {
    refuses("has no device 'pump-11'. Did you mean pump-1?", "events", "--device", "pump-11");
    refuses("has no device 'pump-11'. Did you mean pump-1?", "history", "--device", "pump-11");
    refuses("Run nightly-1 has no device 'pmp-1'. Did you mean pump-1?", ofNight("--device"));
    refuses("has no device 'pump-11'. Did you mean pump-1?", "explain", "--device", "pump-11");
    refuses("has no device 'x'.", "explain", "--device", "x", "--run", "nightly-1");
  }

  @Test
  void anUnknownStepIsRefusedWithThoseOfTheRun() {
    refuses(
        "Run nightly-1 has begun no step 'valves'; it has begun: pumps.",
        "get",
        "nightly-1",
        "--step",
        "valves");
  }

  @Test
  void anUnknownChainIsNamedAndListsNothing() {
    Result list = run("list", "--chain", "nope", "--json");

    assertThat(list.sentence()).isEqualTo("No run of chain 'nope'; known chains: nightly.");
    assertThat(list.out().strip()).isEqualTo("[]");
    assertThat(list.exit()).isZero();
    assertThat(run("list", "--chain", "nightly", "--since", "1d").err()).isEmpty();
  }

  @Test
  void explainTakesARunOrADeviceAndAsksWhichOneIsMeant() {
    assertThat(run("explain", "pump-1").out())
        .startsWith("pump-1 has rebooted, in run nightly-2, step pumps.")
        .contains("In earlier runs: once confirmed. The last was run nightly-1");
    assertThat(run("explain", "nightly-1").out()).startsWith("Run nightly-1 completed");
    refuses(
        "'nightly-2' is both a run and a device: choose with --run nightly-2 or --device nightly-2.",
        "explain",
        "nightly-2");
    assertThat(run("explain", "--run", "nightly-2").out()).startsWith("Run nightly-2 completed");
    assertThat(run("explain", "--device", "nightly-2", "--run", "nightly-1").out())
        .startsWith("nightly-2 has rebooted, in run nightly-1, step pumps.");
    assertThat(run("explain", "off-2", "--json").out())
        .startsWith("{\"subject\":\"device\",\"name\":\"off-2\",\"headline\":\"off-2 ended offline")
        .contains("\"command\":[\"start\",\"--device\",\"off-2\"]");
    refuses(
        "has no run and no device 'nightly-3'. Did you mean nightly-1 or nightly-2?",
        "explain",
        "nightly-3");
    refuses("Name one run or device", "explain");
    refuses("Name one run or device", "explain", "pump-1", "--run", "nightly-1");
  }

  private static String[] ofNight(String option) {
    return new String[] {"get", "nightly-1", option, "pmp-1"};
  }

  private static void refuses(String sentence, String... args) {
    Result result = run(args);
    assertThat(result.sentence()).contains(sentence);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  private static Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
