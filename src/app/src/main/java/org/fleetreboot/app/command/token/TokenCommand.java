package org.fleetreboot.app.command.token;

import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands that say who may use API and dashboard. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Gives people tokens for API and dashboard, each with roles: viewer sees, operator also starts"
          + " and controls runs, approver also approves and rejects.",
      "The tokens are in the file of reboot.api.tokens, as hashes. A running program follows the"
          + " file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot token add anna --role operator",
      "  ./fleet-reboot token add bob --role approver --expires 90d",
      "  ./fleet-reboot token list",
      "  ./fleet-reboot token revoke anna"
    })
public final class TokenCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  private TokenCommand() {}

  /** The group with its commands. */
  public static CommandLine of(ProcessEnvironment environment) {
    return new CommandLine(new TokenCommand())
        .addSubcommand(new AddTokenCommand(environment))
        .addSubcommand(new ListTokensCommand(environment))
        .addSubcommand(new RevokeTokenCommand(environment));
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Give a command, such as list.");
    }
  }
}
