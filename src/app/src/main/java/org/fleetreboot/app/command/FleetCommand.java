package org.fleetreboot.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.QueryOption;
import org.fleetreboot.app.program.Hub;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TwinRow;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.reboot.targets.DeviceQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the devices of the hub. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the devices of the hub: whether they are connected, and when they last rebooted.",
      "The hub's stamp is its own time of the report; a device's value is whatever it reports."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot fleet",
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

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  FleetCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    DeviceQuery asked = QueryOption.read(query);
    HubAccess access = HubAccess.of(environment);
    HubTrust.install(environment);
    List<TwinRow> rows = new ArrayList<>();
    try (Hub hub = Hub.of(access, environment)) {
      hub.twins(
          asked.selecting("*"),
          twin -> rows.add(TwinRow.of(twin, List.of(marker.split("\\.", -1)))));
    }
    if (json) {
      environment.out().println(Json.line(rows));
    } else {
      print(rows);
    }
    return 0;
  }

  private void print(List<TwinRow> rows) {
    Table table = new Table("DEVICE", "CONNECTED", "REBOOTED (DEVICE)", "REBOOTED (HUB)", "TAGS");
    for (TwinRow row : rows) {
      table.row(
          row.device(),
          row.connected() ? "yes" : "no",
          row.rebooted() == null ? "-" : String.valueOf(row.rebooted()),
          row.stamp() == null ? "-" : row.stamp(),
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
