package org.fleetreboot.app.command.journal;

import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands that take care of the journal. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Takes care of the journal, in a file or a database.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal stats",
      "  ./fleet-reboot journal verify",
      "  ./fleet-reboot journal backup /backup/journal-1.db",
      "  ./fleet-reboot journal rebuild",
      "  ./fleet-reboot journal archive --keep 400d --dry-run",
      "  ./fleet-reboot journal copy data/journal.db jdbc:postgresql://db.example/fleet"
    })
public final class JournalCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  private JournalCommand() {}

  /** The group with its commands. */
  public static CommandLine of(ProcessEnvironment environment) {
    return new CommandLine(new JournalCommand())
        .addSubcommand(new StatsCommand(environment))
        .addSubcommand(new VerifyCommand(environment))
        .addSubcommand(new BackupCommand(environment))
        .addSubcommand(new CompactCommand(environment))
        .addSubcommand(new RebuildCommand(environment))
        .addSubcommand(new HeadCommand(environment))
        .addSubcommand(new ArchiveCommand(environment))
        .addSubcommand(new CopyCommand(environment));
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Give a command, such as verify.");
    }
  }
}
