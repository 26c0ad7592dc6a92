package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Help and guide have the codes that the program ends with. That it does so is proved elsewhere: 1
 * and 5 in {@link RunExitTest}, 2 and 3 in {@link BadSetupTest}, 4 in {@link PausedRunTest}, 6 in
 * {@code JournalCommandsTest}.
 */
class ExitCodeHelpTest {
  private final Path directory;

  ExitCodeHelpTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @EnumSource
  void helpAndGuideListACodeWithTheSameWords(ExitCode code) throws IOException {
    String help = help("--help").replaceAll("\\s+", " ");
    String guide = Files.readString(CommandLineRun.HOME.resolve("docs/guides/control-a-run.md"));

    assertThat(help).contains(code.code() + " " + code.meaning());
    assertThat(guide).contains("| %d | %s |".formatted(code.code(), code.meaning()));
  }

  @Test
  void eachCommandListsTheCodesThatItCanEndWith() {
    assertThat(help("start", "--help")).contains("Exit codes:", "still open");
    assertThat(help("explain", "--help")).contains("wrong usage").doesNotContain("still open");
    assertThat(help("journal", "verify", "--help")).contains("journal rebuild has to be run");
    assertThat(help("fleet", "--help")).contains("the hub is not available");
  }

  private String help(String... args) {
    return CommandLineRun.in(directory).of(args).out();
  }
}
