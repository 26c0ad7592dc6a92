package org.fleetreboot.app.command;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.plan.BootTimes;
import org.fleetreboot.app.plan.ChainPlan;
import org.fleetreboot.app.plan.MinimumDuration;
import org.fleetreboot.app.plan.PlanJson;
import org.fleetreboot.app.plan.PlanReport;
import org.fleetreboot.app.plan.Planner;
import org.fleetreboot.app.program.Hub;
import org.fleetreboot.app.program.OfflineRoutes;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.UnreadableEvent;
import org.fleetreboot.reboot.step.ChainStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a chain would do, without doing it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a chain would do now: which devices each step calls, which are offline, what it costs"
          + " and how long it takes.",
      "It reads the route and asks the hub; no step runs, and nothing is called or recorded."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot plan nightly", "  ./fleet-reboot plan nightly --json"})
final class PlanCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "CHAIN", description = "A chain of routes/: reboot-run:CHAIN.")
  private String chain = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  PlanCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    HubAccess access = HubAccess.of(environment);
    HubTrust.install(environment);
    MinimumDuration floor =
        new MinimumDuration(
            settings.get(Setting.TIER), settings.get(Setting.UNITS), settings.get(Setting.SHARE));
    BootTimes boots = boots(settings);
    ChainPlan plan;
    try (OfflineRoutes routes = OfflineRoutes.read(settings, environment, access);
        Hub hub = Hub.of(access, environment)) {
      List<ChainStep> steps = routes.steps(chain);
      plan =
          new Planner(hub, floor, boots, environment.clock().instant())
              .plan(chain, steps, routes.deviceChecks());
    }
    if (json) {
      environment.out().println(Json.line(PlanJson.of(plan)));
    } else {
      PlanReport.print(environment.out(), plan, quota(floor), boots);
    }
    return 0;
  }

  /** From the journal, if there is a readable one. */
  private BootTimes boots(Settings settings) {
    if (Files.notExists(environment.resolve(settings.get(Setting.JOURNAL)))) {
      return BootTimes.UNKNOWN;
    }
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      return BootTimes.of(fleet.journal());
    } catch (JournalRefused | JournalFailed | UnreadableEvent unreadable) {
      environment
          .err()
          .println(
              "This plan does not use the history of earlier runs: "
                  + Explanation.of(unreadable).sentence());
      return BootTimes.UNKNOWN;
    }
  }

  private static String quota(MinimumDuration floor) {
    return "%d %% of %d %s %s"
        .formatted(
            Math.round(floor.share() * 100),
            floor.units(),
            floor.tier(),
            floor.units() == 1 ? "unit" : "units");
  }
}
