package org.fleetreboot.app.command;

import java.util.Arrays;
import org.fleetreboot.app.settings.ProgramName;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands in the help are written as the program was called. */
final class HelpCommands {
  private HelpCommands() {}

  static void writeIn(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage()
        .description(asCalled(spec.usageMessage().description()))
        .footer(asCalled(spec.usageMessage().footer()));
    for (OptionSpec option : spec.options()) {
      if (isAboutACommand(option)) {
        spec.remove(option);
        spec.add(OptionSpec.builder(option).description(asCalled(option.description())).build());
      }
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (isAboutACommand(parameter)) {
        spec.remove(parameter);
        spec.add(
            PositionalParamSpec.builder(parameter)
                .description(asCalled(parameter.description()))
                .build());
      }
    }
    command.getSubcommands().values().forEach(HelpCommands::writeIn);
  }

  private static boolean isAboutACommand(ArgSpec described) {
    return !Arrays.equals(described.description(), asCalled(described.description()));
  }

  private static String[] asCalled(String[] lines) {
    return Arrays.stream(lines).map(ProgramName::in).toArray(String[]::new);
  }
}
