package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpCommandsTest {
  @Test
  void theHelpOfEachCommandNamesTheProgramAsItWasCalled() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine commands =
        CommandTree.of(
            new ProcessEnvironment(
                nowhere,
                nowhere,
                Map.of(),
                Path.of(""),
                Path.of(""),
                false,
                InstantSource.system()));
    HelpCommands.write(commands, text -> text.replace("./fleet-reboot", "bin/it"));

    CommandLine get = Objects.requireNonNull(commands.getSubcommands().get("get"));
    assertThat(get.getUsageMessage(Ansi.OFF)).contains("as bin/it list shows it", "bin/it get");
    assertNone(commands);
  }

  private static void assertNone(CommandLine command) {
    assertThat(command.getUsageMessage(Ansi.OFF)).doesNotContain("./fleet-reboot");
    command.getSubcommands().values().forEach(HelpCommandsTest::assertNone);
  }
}
