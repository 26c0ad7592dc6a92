package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide about the past, at a journal that has one. */
class SeeWhatHappenedTest {
  private static final String PROGRAM = "./fleet-reboot ";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final Path directory;

  SeeWhatHappenedTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 4, "pump-1", "off-2");
    }
  }

  @Test
  void eachCommandOfTheGuideWorks() {
    String page = page();
    List<String> commands = page.lines().filter(line -> line.startsWith(PROGRAM)).toList();

    assertThat(commands)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            command -> {
              Result result = run(command);
              assertThat(result.exit()).as(result.err()).isZero();
              assertThat(result.err()).as(command).isEmpty();
            });
  }

  @Test
  void theHistoryPrintsWhatTheGuideShows() {
    assertThat(page())
        .contains(run("./fleet-reboot history --run nightly-3 --outcome confirmed --json").out());
  }

  @Test
  void theGuideHasThePictureOfTheList() throws IOException {
    assumeTrue(
        ZoneId.systemDefault().getRules().equals(ZoneOffset.UTC.getRules()),
        "the picture has the times of UTC: TZ=UTC");
    Capture.requireCurrent(
        "list.svg",
        "./fleet-reboot list",
        run("./fleet-reboot list").out().lines().map(AttributedString::new).toList());
  }

  private Result run(String command) {
    Stream<MatchResult> words = WORD.matcher(command.substring(PROGRAM.length())).results();
    return CommandLineRun.in(directory)
        .of(
            words
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new));
  }

  private static String page() {
    return Pages.read(CommandLineRun.HOME.resolve("docs/guides/see-what-happened.md"));
  }
}
