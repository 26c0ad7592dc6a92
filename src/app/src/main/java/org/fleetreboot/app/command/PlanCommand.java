package org.fleetreboot.app.command;

import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.plan.BootTimes;
import org.fleetreboot.app.plan.ChainPlan;
import org.fleetreboot.app.plan.PlanJson;
import org.fleetreboot.app.plan.PlanReport;
import org.fleetreboot.app.program.RoutePreview;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
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
    Hubs hubs = Hubs.of(settings, environment);
    HubTrust.install(environment);
    RoutePreview preview = new RoutePreview(settings, environment, hubs);
    BootTimes boots = preview.boots(environment.err());
    ChainPlan plan = preview.plan(chain, boots);
    if (json) {
      environment.out().println(Json.line(PlanJson.of(plan)));
    } else {
      PlanReport.print(environment.out(), plan, preview.quota(), boots);
    }
    return 0;
  }
}
