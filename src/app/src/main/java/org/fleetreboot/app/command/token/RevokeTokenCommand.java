package org.fleetreboot.app.command.token;

import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a person's token. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a person's token.",
      "A running program refuses it from the next request on, and ends the person's sessions."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot token revoke anna"})
final class RevokeTokenCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "NAME", description = "As ./fleet-reboot token list shows it.")
  private String name = "";

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  RevokeTokenCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TokenFileOption.register(settingOptions, environment).revoke(name);
    environment.out().println("The token of " + name + " is revoked.");
    return 0;
  }
}
