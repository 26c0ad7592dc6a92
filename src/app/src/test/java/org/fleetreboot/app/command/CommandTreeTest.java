package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {
  private final Path directory;

  CommandTreeTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void typedControlCharactersHaveNoEffect() {
    assertThat(CommandLineRun.in(Path.of(".")).of("pl\u001b[2Jan").sentence())
        .startsWith("Unknown command 'pl\\u001b[2Jan'.");
  }

  @ParameterizedTest
  @CsvSource({
    "pause r1, --reason",
    "pause r1, --by",
    "resume r1, --reason",
    "cancel r1, --reason",
    "skip r1 pump-1, --reason",
    "approve r1 go, --reason",
    "reject r1 go, --reason",
    "stop, --reason",
    "retry r1, --by"
  })
  void aControlCharacterInWhatPeopleReadLaterIsRefusedWithItsOption(String command, String option) {
    Result result = run((command + " " + option + " x\u001b[2Jy").split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("Invalid value for option '%s'".formatted(option))
        .contains("it holds the control character U+001B; remove it. Nothing was changed.");
  }

  @Test
  void anUnknownOptionIsOneSentenceWithASuggestion() {
    Result result = run("run", "--strat", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("--strat")
        .contains("Did you mean --start")
        .endsWith("See ./fleet-reboot run --help.");
  }

  @Test
  void anUnknownCommandHasASuggestion() {
    Result result = run("flet");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).startsWith("Unknown command 'flet'. Did you mean fleet");
  }

  @Test
  void aWordThatResemblesNoCommandHasNoSuggestion() {
    Result result = run("frob");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).isEqualTo("Unknown command 'frob'. See ./fleet-reboot --help.");
  }

  @Test
  void noCommandAtAllSaysSo() {
    Result result = run();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).startsWith("Give a command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "run", "start", "fleet", "list", "get", "history", "events", "hub", "devices",
        "pause", "resume", "cancel", "skip", "approve", "reject", "stop", "retry"
      })
  void everyCommandHelpsWithExamples(String command) {
    Result result = run(command, "--help");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Examples:").contains("./fleet-reboot " + command);
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "run", "start", "plan", "lint", "fleet", "list", "get", "history", "events", "hub",
        "devices", "pause", "resume", "cancel", "skip", "approve", "reject", "stop", "retry"
      })
  void noExampleIsSplitOverLines(String command) {
    String examples = run(command, "--help").out().split("Examples:", 2)[1];
    String first = examples.strip().split("\\R\\R", 2)[0];

    assertThat(first.lines().map(String::strip))
        .allMatch(line -> line.startsWith("./fleet-reboot ") || line.startsWith("sudo ./"));
  }

  @Test
  void theDemoNamesItsOwnJournal() {
    assertThat(run("demo", "--help").out())
        .contains("Default: data/demo-TIME.db")
        .doesNotContain("data/journal.db");
    assertThat(run("list", "--help").out()).contains("data/journal.db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-failed", "--max-in-flight"})
  void aLimitThatIsNoneIsRefusedWithItsOption(String option) {
    assertThat(run("start", "--device", "pump-7", option, "1000%").sentence())
        .startsWith("Invalid value for option '%s'".formatted(option))
        .contains("give 0% to 100%");
  }

  @Test
  void theHelpNamesEveryExitCode() {
    String help = run("--help").out();

    for (ExitCode code : ExitCode.values()) {
      assertThat(help).containsPattern("(?m)^ +" + code.code() + " +\\S");
    }
  }

  @Test
  void theVersionNamesTheJavaItRunsOn() {
    Result result = run("--version");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("fleet-reboot ").contains("Java ");
  }

  @Test
  void startNeedsExactlyOneSelectionOfDevices() {
    Result result = run("start", "nightly", "--device", "pump-7");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("--device").contains("--query").contains("CHAIN");
  }

  @Test
  void aRunIdWithoutAChainIsRefused() {
    Result result = run("run", "--run-id", "one");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("--start CHAIN");
  }

  @Test
  void withoutAHubItNamesTheVariableAndTheDemo() {
    Result result = run("fleet");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("IOTHUB_CONNECTION_STRING").contains("demo");
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
