package org.fleetreboot.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
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
      "  ./fleet-reboot get maintenance-12 --json | jq -r '.devices[] | .device + \" \" + .status'"
    })
final class GetCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "RUN", description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  GetCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      RunView view = fleet.view().run(run);
      if (view == null) {
        throw ProgramFailure.setup(
            "%s has no run '%s'; ./fleet-reboot list shows its runs.".formatted(fleet.file(), run));
      }
      ProgramPresence attendance = ProgramPresence.of(fleet.file());
      Continuation typed = new Continuation(settingOptions.typed());
      Waiting.printStops(fleet.view().stops(view.hub()), typed, environment.err());
      if (view.endedAt() == null && !(attendance instanceof ProgramPresence.Unknown)) {
        tellOfHub(environment.resolve(settings.get(Setting.JOURNAL)));
      }
      List<DeviceView> devices = fleet.view().devices(run);
      if (json) {
        environment.out().println(Json.line(RunJson.whole(view, devices, attendance)));
      } else {
        RunReport.printWhole(
            view, devices, environment.clock().instant(), attendance, typed, environment.out());
      }
    }
    return 0;
  }

  /** What only the program that works with the hub knows. */
  private void tellOfHub(Path journal) {
    try {
      ApiClient.of(journal)
          .flatMap(api -> api.ask("GET", "/api/hub", Map.of()))
          .filter(hub -> hub.path("status").asText().equals("suspended"))
          .ifPresent(
              hub ->
                  environment
                      .err()
                      .println(
                          "The hub is suspended: %s It is tried again at %s."
                              .formatted(
                                  hub.path("reason").asText(),
                                  TimeText.time(Instant.parse(hub.path("nextTry").asText())))));
    } catch (ProgramFailure | JournalRefused e) {
      // The journal is sufficient without it.
      environment.err().println(e.getMessage());
    }
  }
}
