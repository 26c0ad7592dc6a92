package org.fleetreboot.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands in the help are written as the program was called. */
final class HelpCommands {
  private HelpCommands() {}

  static void write(CommandLine command, UnaryOperator<String> words) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage()
        .description(all(spec.usageMessage().description(), words))
        .footer(all(spec.usageMessage().footer(), words));
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (changes(option, words)) {
        spec.remove(option);
        spec.add(OptionSpec.builder(option).description(all(option.description(), words)).build());
      }
    }
    for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
      if (changes(parameter, words)) {
        spec.remove(parameter);
        spec.add(
            PositionalParamSpec.builder(parameter)
                .description(all(parameter.description(), words))
                .build());
      }
    }
    command.getSubcommands().values().forEach(each -> write(each, words));
  }

  private static boolean changes(ArgSpec described, UnaryOperator<String> words) {
    return !Arrays.equals(described.description(), all(described.description(), words));
  }

  private static String[] all(String[] lines, UnaryOperator<String> words) {
    return Arrays.stream(lines).map(words).toArray(String[]::new);
  }
}
