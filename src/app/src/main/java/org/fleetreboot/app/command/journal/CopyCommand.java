package org.fleetreboot.app.command.journal;

import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.open.JournalAddress;
import org.fleetreboot.journal.open.Journals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a whole history to another journal. */
@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    description = {
      "Copies a whole history to an empty journal, which is created if there is none: from a file to"
          + " a database that several nodes share, or back. Every event is compared with its hash,"
          + " and archived runs come back into the journal. Runs that are open go on in the copy.",
      "No program may have either journal open. Start none with the old one afterwards: both would"
          + " call the same devices."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal copy data/journal.db jdbc:postgresql://db.example/fleet",
      "  ./fleet-reboot journal copy jdbc:postgresql://db.example/fleet data/journal.db"
    })
final class CopyCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(
      paramLabel = "FROM",
      index = "0",
      description = "The journal: a file, or a database as jdbc:postgresql://HOST:PORT/DATABASE.")
  private String from = "";

  @Parameters(paramLabel = "TO", index = "1", description = "The empty journal, likewise.")
  private String to = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  CopyCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    JournalAddress source = JournalSetting.address(from, settings, environment);
    JournalAddress target = JournalSetting.address(to, settings, environment);
    long events;
    try (WorkProgress progress = WorkProgress.open(environment, json)) {
      events = Journals.copy(source, target, environment.clock(), progress);
    }
    if (json) {
      environment
          .out()
          .println(Json.line(new Answer(source.toString(), target.toString(), events)));
    } else {
      environment
          .out()
          .println(
              "Copied %,d events from %s to %s. Set reboot.journal to the copy, and put the old journal away."
                  .formatted(events, source, target));
    }
    return 0;
  }

  /** What a script reads. */
  private record Answer(String from, String to, long events) {}
}
