package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReadmeTest {
  private static final Path README = CommandLineRun.HOME.resolve("README.md");

  /** With {@code -Dreadme.rewrite=true} the page takes what is printed today; review the diff. */
  private static final boolean REWRITE = Boolean.getBoolean("readme.rewrite");

  private static final String BEGIN = "writes it anew. -->\n```text\n";
  private static final String END = "```\n";

  private static final Pattern RUN_ID = Pattern.compile("demo-\\d{8}-\\d{6}-[a-z0-9]+");
  private static final Pattern TOOK = Pattern.compile("after [^:]+:");
  private static final Pattern SEEN = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  private static final Pattern MARKER = Pattern.compile("was still \\S+");

  @Test
  void theDemoPrintsWhatTheReadmeShows(@TempDir Path directory) throws Exception {
    String page = Files.readString(README);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    assertThat(page).contains(BEGIN);

    String printed = demo(directory);
    if (REWRITE) {
      Files.writeString(README, page.substring(0, from) + printed + page.substring(to));
    } else {
      assertThat(withoutChance(printed)).isEqualTo(withoutChance(page.substring(from, to)));
    }
  }

  private static String demo(Path directory) throws Exception {
    try (ProgramProcess demo = ProgramProcess.start(directory, Map.of(), "demo")) {
      assertThat(demo.exitWithin(Duration.ofMinutes(10))).as(demo.err()).isZero();
      return demo.out();
    }
  }

  /** What differs from one demo to the next: the run's id, times, and markers. */
  private static String withoutChance(String output) {
    String run = RUN_ID.matcher(output).replaceAll("demo-RUN");
    String seen = SEEN.matcher(run).replaceAll("TIME");
    String marker = MARKER.matcher(seen).replaceAll("was still MARKER");
    return TOOK.matcher(marker).replaceAll("after a while:");
  }
}
