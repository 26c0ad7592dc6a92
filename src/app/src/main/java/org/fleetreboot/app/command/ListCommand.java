package org.fleetreboot.app.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.DeviceFilterOptions;
import org.fleetreboot.app.command.option.PageOptions;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.TimeRangeOptions;
import org.fleetreboot.app.program.KnownNames;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the runs of a journal. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the runs of the journal, the newest first. Another program may have it open.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot list",
      "  ./fleet-reboot list --chain nightly --since 30d",
      "  ./fleet-reboot list --status paused --json | jq -r '.[].run'"
    })
final class ListCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--chain", paramLabel = "CHAIN", description = "Only runs of this chain.")
  private @Nullable String chain;

  @Option(names = "--hub", paramLabel = "NAME", description = "Only runs with a group on this hub.")
  private @Nullable String hub;

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      description = "Only runs that are so: running, paused, failed, …; comma-separated.")
  private List<String> statuses = List.of();

  @Mixin private final TimeRangeOptions times = new TimeRangeOptions();

  @Mixin private final PageOptions pages = new PageOptions();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ListCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    RunFilter filter =
        new RunFilter(
            chain,
            hub,
            DeviceFilterOptions.words("--status", () -> StatusWords.ofRuns(statuses)),
            times.from(environment),
            times.until(environment));
    long most = pages.most();
    try (StoredFleet fleet = StoredFleet.open(settingOptions.read(environment), environment)) {
      ProgramPresence attendance = fleet.presence();
      FleetView view = fleet.view();
      Pages<RunView> runs = new Pages<>(page -> view.runs(filter, page), most);
      if (json) {
        Json.print(runs.as(run -> RunJson.summary(run, attendance)), environment.out());
      } else {
        print(runs, view.stops(), attendance);
        ArchiveSentence.ofAll(fleet.journal().archives(), "list")
            .ifPresent(environment.err()::println);
      }
      if (chain != null) {
        KnownNames.noRunOf(chain, view)
            .ifPresent(unknown -> environment.err().println("fleet-reboot: " + unknown));
      }
      if (runs.hasMore()) {
        environment
            .err()
            .println(
                "fleet-reboot: these are the newest %,d of %,d runs; --limit N or --all shows more."
                    .formatted(most, view.count(filter)));
      }
    }
    return 0;
  }

  private void print(Pages<RunView> runs, List<StopView> stops, ProgramPresence attendance) {
    Continuation typed = new Continuation(settingOptions.typed());
    Waiting.printStops(stops, typed, environment.err());
    Table table = new Table("RUN", "CHAIN", "STATUS", "STARTED", "DEVICES");
    Set<String> remarks = new LinkedHashSet<>();
    for (RunView run : runs) {
      table.row(
          run.run(),
          run.chain(),
          run.status().word() + (attendance.isAbandoned(run) ? ", no program" : ""),
          TimeText.time(run.startedAt()),
          run.tally().text());
      if (run.status().isOpen()) {
        attendance.sentence(run, typed).ifPresent(remarks::add);
      }
    }
    table.print(environment.out());
    remarks.forEach(environment.err()::println);
  }
}
