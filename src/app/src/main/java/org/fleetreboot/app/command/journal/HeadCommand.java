package org.fleetreboot.app.command.journal;

import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.open.JournalMaintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints where the journal ends. */
@Command(
    name = "head",
    mixinStandardHelpOptions = true,
    description = {
      "Prints position and hash of the last event of each partition: PARTITION:POSITION:HASH.",
      "The hash covers all events before it. Kept or signed elsewhere, it lets journal verify notice"
          + " that the whole file was written anew. Another program may have the journal open."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal head",
      "  ./fleet-reboot journal head --json > head.json",
      "  ./fleet-reboot journal verify --head head.json"
    })
final class HeadCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  HeadCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<ChainHead> heads =
        JournalMaintenance.heads(JournalOption.address(settingOptions, environment));
    if (json) {
      environment.out().println(Json.line(new HeadFile(heads)));
    } else {
      heads.forEach(environment.out()::println);
    }
    return 0;
  }
}
