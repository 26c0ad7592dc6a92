package org.fleetreboot.app.command.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.file.JournalCare;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a verified copy of the journal. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a consistent, verified copy of the journal to a file that only you can read. Another"
          + " program may have the journal open; a plain copy of an open journal is torn.",
      "A backup that is put in the journal's place calls no device until you adopt it with resume:"
          + " it lacks the calls made since. Archives beside the journal are files that no longer"
          + " change; copy them as they are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal backup /backup/journal-$(date +%%F).db",
      "  ./fleet-reboot journal backup /backup/journal.db --force"
    })
final class BackupCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "FILE", description = "Where to write the copy.")
  private String to = "";

  @Option(names = "--force", description = "Replace FILE if it exists.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  BackupCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path file =
        JournalOption.file(
            settingOptions,
            environment,
            "back it up with pg_dump or pg_basebackup; one that is restored calls no device until you adopt it with resume.");
    Path copy = environment.resolve(to);
    Verification found;
    try (WorkProgress progress = WorkProgress.open(environment, json)) {
      found = JournalCare.backUp(file, copy, force, progress);
    }
    long bytes = copy.toFile().length();
    if (json) {
      environment
          .out()
          .println(Json.line(new Answer(copy.toString(), bytes, found.events(), found.heads())));
    } else {
      environment
          .out()
          .println(
              "Wrote and verified %s: %,d events, %s."
                  .formatted(copy, found.events(), Bytes.text(bytes)));
    }
    return 0;
  }

  /** What a script reads. */
  private record Answer(String file, long bytes, long events, List<ChainHead> heads) {}
}
