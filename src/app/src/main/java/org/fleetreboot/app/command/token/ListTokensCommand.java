package org.fleetreboot.app.command.token;

import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.identity.TokenRegister.Holder;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who has a token. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows who has a token, with which roles, and until when.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot token list"})
final class ListTokensCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ListTokensCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<Holder> holders = TokenFileOption.register(settingOptions, environment).holders();
    if (json) {
      environment.out().println(Json.line(holders));
      return 0;
    }
    Table table = new Table("NAME", "ROLES", "EXPIRES");
    for (Holder holder : holders) {
      table.row(
          holder.name(),
          holder.roles(),
          holder.expires() == null ? "never" : TimeText.time(holder.expires()));
    }
    table.print(environment.out());
    return 0;
  }
}
