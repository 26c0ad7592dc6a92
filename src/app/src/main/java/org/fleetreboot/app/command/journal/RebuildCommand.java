package org.fleetreboot.app.command.journal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.WorkProgress;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.engine.loop.SnapshotMaintenance;
import org.fleetreboot.journal.open.JournalAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what is derived from the events anew. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Fills the tables that list, get, history and the API read, and the snapshots that a start"
          + " reads, anew from the events in the journal and in its archives. No program may have the journal open; a program of another version does the same when it"
          + " starts.",
      "It may be interrupted at any time: run it again, or start the program."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal rebuild",
      "  ./fleet-reboot journal rebuild --journal data/journal.db"
    })
final class RebuildCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  RebuildCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    JournalAddress journal = JournalOption.address(settingOptions, environment);
    journal.file().ifPresentOrElse(this::rebuild, () -> rebuildShared(journal));
    environment
        .out()
        .println("Rebuilt the read models and the snapshots of %s.".formatted(journal));
    return 0;
  }

  private void rebuildShared(JournalAddress journal) {
    try (WorkProgress progress = WorkProgress.open(environment, false)) {
      SnapshotMaintenance.rebuildShared(journal, environment.clock(), progress);
    }
  }

  private void rebuild(Path file) {
    ProgramPresence before = ProgramPresence.of(file);
    try (WorkProgress progress = WorkProgress.open(environment, false)) {
      SnapshotMaintenance.rebuild(file, environment.clock(), progress);
    } finally {
      // Filling tables does not mean that a program works on its runs.
      before.outlast(file);
    }
  }
}
