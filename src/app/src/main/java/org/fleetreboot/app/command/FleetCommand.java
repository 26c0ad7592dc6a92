package org.fleetreboot.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.PageOptions;
import org.fleetreboot.app.command.option.QueryOption;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.program.LastRuns;
import org.fleetreboot.app.report.FleetRow;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.TwinRow;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.targets.DeviceQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the devices of the hub. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the devices of the hub: whether they are connected, when they last rebooted, and what"
          + " the last run in the journal did with them, for whom.",
      "The hub's stamp is its own time of the report; a device's value is whatever it reports."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot fleet",
      "  ./fleet-reboot fleet --all",
      "  ./fleet-reboot fleet --query \"tags.role = 'gateway'\"",
      "  ./fleet-reboot fleet --marker iothubDM.reboot.lastReboot --json"
    })
final class FleetCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      defaultValue = "SELECT * FROM devices",
      description = "A twin query, or only what comes after WHERE. Default: all devices.")
  private String query = "";

  @Option(
      names = "--marker",
      paramLabel = "PATH",
      defaultValue = "rebootTime",
      description =
          "The reported property with the time, with dots between levels. Default: rebootTime.")
  private String marker = "";

  @Mixin private final PageOptions pages = new PageOptions();

  @Option(
      names = "--json",
      description = "Print one JSON array, of all devices unless --limit is given.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  FleetCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    DeviceQuery asked = QueryOption.read(query);
    long most = json ? pages.most(Long.MAX_VALUE) : pages.most();
    Settings settings = settingOptions.read(environment);
    HubAccess access = HubAccess.of(environment);
    HubTrust.install(environment);
    List<String> path = List.of(marker.split("\\.", -1));
    List<TwinRow> rows = new ArrayList<>();
    try (Hub hub = Hub.of(access, environment)) {
      hub.twinsWhile(
          asked.selecting("*"),
          twin -> {
            rows.add(TwinRow.of(twin, path));
            return rows.size() <= most;
          });
    }
    boolean hasMore = rows.size() > most;
    List<TwinRow> shown = hasMore ? rows.subList(0, (int) most) : rows;
    try (LastRuns runs = LastRuns.of(settings, environment, access.nameIn(settings))) {
      if (json) {
        List<FleetRow> all = shown.stream().map(twin -> new FleetRow(twin, runs.of(twin))).toList();
        environment.out().println(Json.line(all));
      } else {
        print(shown, runs);
      }
    }
    if (hasMore) {
      environment
          .err()
          .println(
              "fleet-reboot: these are the first %,d devices; --limit N or --all shows more, and --query chooses among them."
                  .formatted(most));
    }
    return 0;
  }

  private void print(List<TwinRow> rows, LastRuns runs) {
    Table table =
        new Table(
            "DEVICE",
            "CONNECTED",
            "REBOOTED (DEVICE)",
            "REBOOTED (HUB)",
            "LAST RUN",
            "OUTCOME",
            "BY",
            "AT",
            "TAGS");
    for (TwinRow row : rows) {
      FleetRow.LastRun last = runs.of(row);
      table.row(
          row.device(),
          row.connected() ? "yes" : "no",
          row.rebooted() == null ? "-" : String.valueOf(row.rebooted()),
          row.stamp() == null ? "-" : row.stamp(),
          last == null ? "-" : last.run(),
          last == null ? "-" : last.outcome(),
          last == null ? "-" : last.by().text(),
          last == null || last.at() == null ? "-" : TimeText.time(last.at()),
          tags(row.tags()));
    }
    table.print(environment.out());
    long connected = rows.stream().filter(TwinRow::connected).count();
    environment.out().println(rows.size() + " devices, " + connected + " connected");
  }

  private static String tags(Map<String, Object> tags) {
    List<String> words = new ArrayList<>();
    tags.forEach((name, value) -> words.add(name + "=" + value));
    return String.join(" ", words);
  }
}
