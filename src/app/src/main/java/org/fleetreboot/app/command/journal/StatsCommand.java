package org.fleetreboot.app.command.journal;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.open.JournalAddress;
import org.fleetreboot.journal.open.JournalMaintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is in the journal. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = {
      "Says what is in the journal, what it takes on the disk, and what is in archives beside it.",
      "Another program may have it open. It reads the whole file once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot journal stats",
      "  ./fleet-reboot journal stats --json | jq .events"
    })
final class StatsCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  StatsCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    JournalAddress journal = JournalOption.address(settingOptions, environment);
    JournalStatistics statistics = JournalMaintenance.statistics(journal);
    if (json) {
      environment.out().println(Json.line(statistics));
    } else {
      print(journal, statistics, environment.out());
    }
    return 0;
  }

  private static void print(JournalAddress journal, JournalStatistics found, PrintStream out) {
    out.println(
        "%s: %,d events of %,d streams, %s, of which %s are free."
            .formatted(
                journal,
                found.events(),
                found.streams(),
                Bytes.text(found.bytes()),
                Bytes.text(found.freeBytes())));
    if (found.oldest() != null && found.newest() != null) {
      out.println(
          "From %s to %s; open: %,d runs, %,d devices."
              .formatted(
                  TimeText.time(found.oldest()),
                  TimeText.time(found.newest()),
                  found.openRuns(),
                  found.openDevices()));
    }
    Table partitions = new Table("PARTITION", "LAST EVENT");
    found
        .partitions()
        .forEach(head -> partitions.row(head.partition(), "%,d".formatted(head.position())));
    partitions.print(out);
    Table tables = new Table("TABLE", "SIZE");
    found.tables().forEach((name, bytes) -> tables.row(name, Bytes.text(bytes)));
    tables.print(out);
    if (!found.archives().isEmpty()) {
      Table archives = new Table("ARCHIVE", "RUNS", "EVENTS", "SIZE", "SHA-256");
      for (JournalStatistics.ArchivedPart part : found.archives()) {
        archives.row(
            part.file(),
            "%,d".formatted(part.runs()),
            "%,d".formatted(part.events()),
            Bytes.text(part.bytes()),
            part.sha256() == null ? "-" : part.sha256());
      }
      archives.print(out);
    }
  }
}
