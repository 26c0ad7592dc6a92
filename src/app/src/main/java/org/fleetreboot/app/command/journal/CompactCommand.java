package org.fleetreboot.app.command.journal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.care.CompactedJournal;
import org.fleetreboot.journal.file.JournalCare;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the free room in the journal's file back to the disk. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Gives the free room in the journal's file back to the disk; journal stats says how much that"
          + " is. No program may have the journal open.",
      "It may be interrupted at any time. It needs room on the disk for a second copy."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal compact",
      "  ./fleet-reboot journal compact --journal data/journal.db --json"
    })
final class CompactCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  CompactCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path file =
        JournalOption.file(
            settingOptions,
            environment,
            "PostgreSQL makes room by itself; VACUUM FULL gives it back to the disk.");
    ProgramPresence before = ProgramPresence.of(file);
    CompactedJournal compacted;
    try (WorkProgress progress = WorkProgress.open(environment, json)) {
      compacted = JournalCare.compact(file, progress);
    } finally {
      // Writing the file anew does not mean that a program works on its runs.
      before.outlast(file);
    }
    if (json) {
      environment.out().println(Json.line(compacted));
    } else {
      environment
          .out()
          .println(
              "%s had %s and has %s."
                  .formatted(
                      file,
                      Bytes.text(compacted.bytesBefore()),
                      Bytes.text(compacted.bytesAfter())));
    }
    return 0;
  }
}
