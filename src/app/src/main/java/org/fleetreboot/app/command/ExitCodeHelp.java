package org.fleetreboot.app.command;

import static org.fleetreboot.app.failure.ExitCode.COMPLETED;
import static org.fleetreboot.app.failure.ExitCode.DEVICES_FAILED;
import static org.fleetreboot.app.failure.ExitCode.FAILED;
import static org.fleetreboot.app.failure.ExitCode.HUB_UNAVAILABLE;
import static org.fleetreboot.app.failure.ExitCode.PAUSED;
import static org.fleetreboot.app.failure.ExitCode.REBUILD_NEEDED;
import static org.fleetreboot.app.failure.ExitCode.SETUP;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.failure.ExitCode;
import picocli.CommandLine;

/** Lists in the help of each command how it can end. */
final class ExitCodeHelp {
  private static final Set<ExitCode> ANY = EnumSet.of(COMPLETED, SETUP);
  private static final Set<ExitCode> OF_HUB = EnumSet.of(COMPLETED, SETUP, HUB_UNAVAILABLE);
  private static final Set<ExitCode> OF_RUN =
      EnumSet.of(COMPLETED, FAILED, SETUP, HUB_UNAVAILABLE, PAUSED, DEVICES_FAILED);

  /** The commands that can end otherwise than {@link #ANY}. */
  private static final Map<String, Set<ExitCode>> OTHERS =
      Map.of(
          "demo", OF_RUN,
          "run", OF_RUN,
          "start", OF_RUN,
          "retry", OF_RUN,
          "get", OF_RUN,
          "plan", OF_HUB,
          "fleet", OF_HUB,
          "lint", EnumSet.of(COMPLETED, FAILED, SETUP),
          "verify", EnumSet.of(COMPLETED, FAILED, SETUP, REBUILD_NEEDED));

  private ExitCodeHelp() {}

  /** The program lists all codes, each command its own. */
  static void addTo(CommandLine program) {
    list(program, EnumSet.allOf(ExitCode.class));
    addToSubcommands(program);
  }

  private static void addToSubcommands(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      if (command.getSubcommands().isEmpty()) {
        list(command, OTHERS.getOrDefault(command.getCommandName(), ANY));
      }
      addToSubcommands(command);
    }
  }

  private static void list(CommandLine command, Collection<ExitCode> codes) {
    Map<String, String> words = new LinkedHashMap<>();
    codes.forEach(code -> words.put(String.valueOf(code.code()), code.meaning()));
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(words);
  }
}
