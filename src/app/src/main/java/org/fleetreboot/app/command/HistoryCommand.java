package org.fleetreboot.app.command;

import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.DeviceFilterOptions;
import org.fleetreboot.app.command.option.PageOptions;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.TimeRangeOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.KnownNames;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.HistoryJson;
import org.fleetreboot.app.report.HistoryTable;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how devices ended, over all runs. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how devices ended in all runs, the newest run first: when, who asked for it, and which"
          + " event proves it.",
      "The proof is the id of an event and its place in the journal, as ./fleet-reboot events"
          + " --json shows them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot history --since 2026-10-01 --until 2026-11-01 --outcome confirmed",
      "  ./fleet-reboot history --device pump-7 --all",
      "  ./fleet-reboot history --since 30d --outcome offline,failed --json | jq -r .device"
    })
final class HistoryCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--run", paramLabel = "ID", description = "Only devices of this run.")
  private @Nullable String run;

  @Mixin private final DeviceFilterOptions devices = new DeviceFilterOptions();

  @Mixin private final TimeRangeOptions times = new TimeRangeOptions();

  @Mixin private final PageOptions pages = new PageOptions();

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  HistoryCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Set<DeviceStatus> outcomes = devices.outcomes();
    DeviceFilter filter =
        new DeviceFilter(
            run,
            devices.step(),
            devices.hub(),
            devices.device(),
            outcomes.isEmpty() ? StatusWords.ENDED : outcomes,
            devices.reason(),
            times.from(environment),
            times.until(environment));
    if (filter.searchesEveryDevice()) {
      throw ProgramFailure.setup(
          "--reason alone would read every device of every run: add --since, --run or --device.");
    }
    long most = pages.most();
    try (StoredFleet fleet = StoredFleet.open(settingOptions.read(environment), environment)) {
      if (run != null) {
        devices.requireKnown(fleet, fleet.require(run));
      } else if (devices.device() != null) {
        KnownNames.requireDevice(fleet, devices.device());
      }
      Pages<RunDeviceView> seen = new Pages<>(page -> fleet.view().history(filter, page), most);
      if (json) {
        for (RunDeviceView device : seen) {
          environment.out().println(Json.line(HistoryJson.of(device)));
        }
      } else {
        HistoryTable.print(seen, environment.out());
      }
      if (seen.hasMore()) {
        environment
            .err()
            .println(
                "fleet-reboot: there are more; --limit N or --all shows them, and --since, --device"
                    + " and the like choose among them.");
      } else if (run == null) {
        ArchiveSentence.ofAll(fleet.journal().archives(), "history")
            .ifPresent(environment.err()::println);
      }
    }
    return 0;
  }
}
