package org.fleetreboot.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
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
      "  ./fleet-reboot list --json | jq -r '.[] | select(.status == \"paused\") | .run'"
    })
final class ListCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ListCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<RunView> runs;
    List<StopView> stops;
    ProgramPresence attendance;
    try (StoredFleet fleet = StoredFleet.open(settingOptions.read(environment), environment)) {
      attendance = ProgramPresence.of(fleet.file());
      FleetView view = fleet.view();
      runs = view.runs();
      stops = view.stops();
    }
    if (json) {
      List<RunJson> objects = runs.stream().map(run -> RunJson.summary(run, attendance)).toList();
      environment.out().println(Json.line(objects));
      return 0;
    }
    Continuation typed = new Continuation(settingOptions.typed());
    Waiting.printStops(stops, typed, environment.err());
    Table table = new Table("RUN", "CHAIN", "STATUS", "STARTED", "DEVICES");
    for (RunView run : runs) {
      table.row(
          run.run(),
          run.chain(),
          run.status().word() + (attendance.isAbandoned(run) ? ", no program" : ""),
          TimeText.time(run.startedAt()),
          run.tally().text());
    }
    table.print(environment.out());
    runs.stream()
        .filter(run -> run.status().isOpen())
        .flatMap(run -> attendance.sentence(run, typed).stream())
        .distinct()
        .forEach(environment.err()::println);
    return 0;
  }
}
