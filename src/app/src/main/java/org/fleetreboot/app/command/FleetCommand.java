package org.fleetreboot.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.HubOption;
import org.fleetreboot.app.command.option.PageOptions;
import org.fleetreboot.app.command.option.QueryOption;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.program.LastRuns;
import org.fleetreboot.app.report.FleetRow;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.TwinRow;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the devices of the hubs. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the devices of the hub, or of all hubs: whether they are connected, when they last rebooted, and what"
          + " the last run in the journal did with them, for whom.",
      "The hub's stamp is its own time of the report; a device's value is whatever it reports."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot fleet",
      "  ./fleet-reboot fleet --all",
      "  ./fleet-reboot fleet --hub north",
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

  @Mixin private final HubOption hubOption = new HubOption();

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  FleetCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    DeviceQuery asked = QueryOption.read(query);
    long most = json ? pages.most(Long.MAX_VALUE) : pages.most();
    Settings settings = settingOptions.read(environment);
    Hubs hubs = Hubs.of(settings, environment);
    HubTrust.install(environment);
    List<HubTwin> twins = new ArrayList<>();
    List<ProgramFailure> unavailable = new ArrayList<>();
    for (NamedHub hub : hubs.chosen(hubOption.name())) {
      try {
        read(hub, asked, most, twins);
      } catch (ProgramFailure failure) {
        if (!hubs.areSeveral() || failure.exitCode() != ExitCode.HUB_UNAVAILABLE) {
          throw failure;
        }
        unavailable.add(failure);
      }
    }
    boolean hasMore = twins.size() > most;
    List<FleetRow> rows = rows(settings, hasMore ? twins.subList(0, (int) most) : twins);
    if (json) {
      environment.out().println(Json.line(rows));
    } else {
      print(rows, hubs.areSeveral());
    }
    if (hasMore) {
      environment
          .err()
          .println(
              "fleet-reboot: these are the first %,d devices; --limit N or --all shows more, and --query chooses among them."
                  .formatted(most));
    }
    return exitCode(unavailable);
  }

  /** A device of one hub. */
  private record HubTwin(String hub, TwinRow twin) {}

  private void read(NamedHub named, DeviceQuery asked, long most, List<HubTwin> twins) {
    List<String> path = List.of(marker.split("\\.", -1));
    try (Hub hub = Hub.of(named.access(), environment)) {
      hub.twinsWhile(
          asked.selecting("*"),
          twin -> {
            twins.add(new HubTwin(named.name(), TwinRow.of(twin, path)));
            return twins.size() <= most;
          });
    }
  }

  private List<FleetRow> rows(Settings settings, List<HubTwin> twins) {
    try (LastRuns runs = LastRuns.of(settings, environment)) {
      return twins.stream()
          .map(row -> new FleetRow(row.hub(), row.twin(), runs.of(row.hub(), row.twin())))
          .toList();
    }
  }

  /** The devices of the other hubs are shown. */
  private int exitCode(List<ProgramFailure> unavailable) {
    for (ProgramFailure failure : unavailable) {
      environment.err().println("fleet-reboot: " + failure.getMessage());
    }
    return unavailable.isEmpty() ? 0 : ExitCode.HUB_UNAVAILABLE.code();
  }

  private void print(List<FleetRow> rows, boolean withHub) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "DEVICE",
                "CONNECTED",
                "REBOOTED (DEVICE)",
                "REBOOTED (HUB)",
                "LAST RUN",
                "OUTCOME",
                "BY",
                "AT",
                "TAGS"));
    if (withHub) {
      columns.add(0, "HUB");
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (FleetRow row : rows) {
      List<String> cells = new ArrayList<>(cells(row.twin(), row.lastRun()));
      if (withHub) {
        cells.add(0, row.hub());
      }
      table.row(cells.toArray(String[]::new));
    }
    table.print(environment.out());
    long connected = rows.stream().filter(row -> row.twin().connected()).count();
    environment.out().println(rows.size() + " devices, " + connected + " connected");
  }

  private static List<String> cells(TwinRow twin, FleetRow.@Nullable LastRun last) {
    return List.of(
        twin.device(),
        twin.connected() ? "yes" : "no",
        twin.rebooted() == null ? "-" : String.valueOf(twin.rebooted()),
        twin.stamp() == null ? "-" : twin.stamp(),
        last == null ? "-" : last.run(),
        last == null ? "-" : last.outcome(),
        last == null ? "-" : last.by().text(),
        last == null || last.at() == null ? "-" : TimeText.time(last.at()),
        tags(twin.tags()));
  }

  private static String tags(Map<String, Object> tags) {
    List<String> words = new ArrayList<>();
    tags.forEach((name, value) -> words.add(name + "=" + value));
    return String.join(" ", words);
  }
}
