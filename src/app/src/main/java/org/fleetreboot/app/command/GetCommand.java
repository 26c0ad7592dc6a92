package org.fleetreboot.app.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.HubOfProgram;
import org.fleetreboot.app.command.option.DeviceFilterOptions;
import org.fleetreboot.app.command.option.PageOptions;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.run.RunAttachment;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.RunDevices;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one run of a journal. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Shows one run: its groups, the options they began with, and its devices. Another program may"
          + " have it open.",
      "The text shows the options that differ from their defaults; --json shows all."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot get maintenance-12",
      "  ./fleet-reboot get maintenance-12 --watch",
      "  ./fleet-reboot get maintenance-12 --outcome offline,failed --all",
      "  ./fleet-reboot get maintenance-12 --devices --step pumps --reason disconnected",
      "  ./fleet-reboot get maintenance-12 --json | jq -r '.devices[] | .device + \" \" + .status'"
    })
final class GetCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "RUN", description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Option(
      names = "--devices",
      description = {
        "List its devices in the order of their turns, those that have nothing to say, too.",
        "The options that choose devices imply it."
      })
  private boolean listed;

  @Option(
      names = "--status",
      split = ",",
      paramLabel = "STATUS",
      description = "Only devices that are so: waiting, awaiting, confirmed, …; comma-separated.")
  private List<String> statuses = List.of();

  @Mixin private final DeviceFilterOptions chosen = new DeviceFilterOptions();

  @Mixin private final PageOptions pages = new PageOptions();

  @Option(
      names = "--json",
      description = "Print one JSON object, with all devices unless --limit is given.")
  private boolean json;

  @Option(
      names = {"-w", "--watch"},
      description = {
        "Follow the run until it ends, while a program works on it, and exit as start does: 0, 1 or"
            + " 5, and 4 if it is still open.",
        "A tree at a terminal, lines elsewhere. Ctrl-C ends the watching only."
      })
  private boolean watched;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  GetCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    requireOneWay();
    Settings settings = settingOptions.read(environment);
    DeviceFilter filter = filter();
    long most = json ? pages.most(Long.MAX_VALUE) : pages.most();
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      RunView view = fleet.require(run);
      chosen.requireKnown(fleet, view);
      FleetView known = fleet.view();
      ProgramPresence attendance = fleet.presence();
      Continuation typed = new Continuation(settingOptions.typed());
      if (watched && view.status().isOpen() && !attendance.isAbandoned(view)) {
        return new RunAttachment(environment, typed).untilSettled(fleet, run, json).code();
      }
      Waiting.printStops(known.stops(view), typed, environment.err());
      if (view.endedAt() == null && !(attendance instanceof ProgramPresence.Unknown)) {
        tellOfHub(fleet.location());
      }
      RunDevices devices = RunDevices.of(known, run);
      Pages<DeviceView> shown = new Pages<>(page -> known.devices(filter, page), most);
      if (json) {
        Json.print(RunJson.whole(view, devices, shown, attendance), environment.out());
      } else if (listed || pages.isGiven() || chosen.isGiven() || !statuses.isEmpty()) {
        RunReport.printList(view, shown, attendance, environment.out());
      } else {
        RunReport.printWhole(
            view, devices, environment.clock().instant(), attendance, typed, environment.out());
      }
      if (shown.hasMore()) {
        environment
            .err()
            .println(
                "fleet-reboot: these are the first %,d of %,d devices; --limit N or --all shows more."
                    .formatted(most, devices.count(filter)));
      }
      return watched ? notWatched(view, attendance).code() : ExitCode.COMPLETED.code();
    }
  }

  /** Says why the state was shown once. */
  private ExitCode notWatched(RunView view, ProgramPresence attendance) {
    if (attendance.isAbandoned(view)) {
      environment
          .err()
          .println(
              "fleet-reboot: no program works on run %s, so nothing changes: this is what its journal says."
                  .formatted(run));
    }
    return RunReport.exitCode(view, null);
  }

  private void requireOneWay() {
    if (watched && (listed || pages.isGiven() || chosen.isGiven() || !statuses.isEmpty())) {
      throw ProgramFailure.setup(
          "--watch shows the devices that matter by itself: omit the options that choose devices.");
    }
  }

  private DeviceFilter filter() {
    Set<DeviceStatus> wanted = EnumSet.noneOf(DeviceStatus.class);
    wanted.addAll(DeviceFilterOptions.words("--status", () -> StatusWords.ofDevices(statuses)));
    wanted.addAll(chosen.outcomes());
    return new DeviceFilter(
        run, chosen.step(), chosen.hub(), chosen.device(), wanted, chosen.reason(), null, null);
  }

  /** What only the program that works with the hub knows. */
  private void tellOfHub(JournalLocation journal) {
    HubStates hubs = HubOfProgram.ask(journal, environment.err());
    for (HubJson hub : hubs.all()) {
      if (hub.isSuspended()) {
        environment
            .err()
            .println(
                "The %s is suspended: %s It is tried again at %s."
                    .formatted(
                        hubs.name(hub),
                        hub.reason(),
                        hub.nextTry() == null ? "-" : TimeText.time(hub.nextTry())));
      }
    }
  }
}
