package org.fleetreboot.app.command.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.SettingKind;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.ArchiveReport;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.open.JournalAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves old runs from the journal to archives. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves runs that ended long ago to archives, one for each month, in the folder archive beside"
          + " the journal; the journal's file shrinks. No program may have the journal open, except"
          + " for --dry-run.",
      "An archive is a compressed journal: list, get and events read it with --journal."
          + " A run stays as long as one of its devices is open, a receiver of events has not got"
          + " all of its events, or an older run of its devices stays."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal archive --keep 400d --dry-run",
      "  ./fleet-reboot journal archive --keep 400d",
      "  ./fleet-reboot list --journal data/archive/2026-11.db.gz"
    })
final class ArchiveCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(
      names = "--keep",
      paramLabel = "DAYS",
      description =
          "Runs that ended longer ago move, from 2d on. Default: the setting reboot.keep, forever.")
  private @Nullable String keep;

  @Option(names = "--dry-run", description = "Move nothing; only say what would move.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ArchiveCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    Duration kept = kept(settings);
    JournalAddress journal = JournalSetting.address(settings, environment);
    Path file =
        journal
            .file()
            .orElseThrow(
                () ->
                    ProgramFailure.setup(
                        "The journal at %s is in a database, where runs stay: archives are moved from a file, which journal copy makes of it."
                            .formatted(journal)));
    Instant endedBefore = environment.clock().instant().minus(kept);
    ArchiveReport report =
        dryRun
            ? JournalFile.planArchive(file, endedBefore)
            : JournalFile.archive(file, endedBefore, environment.err()::println);
    if (json) {
      environment.out().println(Json.line(report));
    } else {
      print(report, kept);
    }
    return 0;
  }

  private Duration kept(Settings settings) {
    Optional<Duration> asked;
    try {
      asked = keep == null ? settings.get(Setting.KEEP) : SettingKind.KEPT.reading().apply(keep);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(
          "invalid --keep '%s'; %s.".formatted(keep, SettingKind.KEPT.remedy()), e);
    }
    return asked.orElseThrow(
        () ->
            ProgramFailure.setup(
                "Nothing is old enough, because runs are kept forever: say for how long with --keep"
                    + " 400d, or set reboot.keep in application.properties."));
  }

  private void print(ArchiveReport report, Duration kept) {
    Table table = new Table("ARCHIVE", "RUNS", "EVENTS", "KB IN THE JOURNAL");
    for (ArchiveReport.Moved moved : report.moved()) {
      table.row(
          moved.file(),
          Long.toString(moved.runs()),
          Long.toString(moved.events()),
          Long.toString(moved.bytes() >> 10));
    }
    table.print(environment.out());
    long runs = report.moved().stream().mapToLong(ArchiveReport.Moved::runs).sum();
    environment
        .out()
        .println(
            "%d runs that ended more than %d days ago %s; the journal %s %,d KB, and had %,d KB."
                .formatted(
                    runs,
                    kept.toDays(),
                    dryRun ? "would move" : "have moved",
                    dryRun ? "would have about" : "has",
                    report.bytesAfter() >> 10,
                    report.bytesBefore() >> 10));
    report
        .held()
        .forEach(
            (reason, count) ->
                environment.err().println("%d old runs stay: %s.".formatted(count, reason)));
  }
}
