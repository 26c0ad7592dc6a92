package org.fleetreboot.app.command.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fleetreboot.app.api.RetriedDevices;
import org.fleetreboot.app.command.option.CurrentUser;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.command.run.RunWatch;
import org.fleetreboot.app.command.run.StartRequest;
import org.fleetreboot.app.command.run.SuggestedCommands;
import org.fleetreboot.app.command.run.ThisProgram;
import org.fleetreboot.app.command.run.WaitOptions;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.local.FleetPlan;
import org.fleetreboot.app.local.LocalFleet;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.TypedSettings;
import org.fleetreboot.app.route.RouteFiles;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.ProgramName;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.run.RunId;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Demonstrates the whole program on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    // Its journal is not that of the other commands.
    resourceBundle = "org.fleetreboot.app.command.sim.demo",
    description = {
      "Reboots 30 simulated devices on a local hub: a canary, a rest, then group by group.",
      "One device is offline, one loses its answer, one never comes back, and one refuses.",
      "It runs the routes/ of this directory if they hold demo.yaml, else those of the project."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot demo",
      "  ./fleet-reboot demo --devices 100 --seed 7",
      "  ./fleet-reboot demo --keep",
      "  ./fleet-reboot demo --json | tail -n 1"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String CHAIN = "demo";

  /**
   * Its directory contains the demo's routes; the operator's own routes need not include a demo.
   */
  private static final String ROUTE = "routes/demo.yaml";

  private static final int LEAST = 3;

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);

  private final ProcessEnvironment environment;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "30",
      description = "Number of devices, at least 3. Default: 30.")
  private int devices;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the boot times. Default: 1.")
  private long seed;

  @Option(
      names = "--keep",
      description = "Keep the dashboard, the hub and the devices after the run, until Ctrl-C.")
  private boolean keep;

  @Option(names = "--json", description = "End stdout with one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  public DemoCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (devices < LEAST) {
      throw ProgramFailure.setup(
          "--devices is %d: give %d or more, one for each group.".formatted(devices, LEAST));
    }
    String run = RunId.fresh(CHAIN, environment.clock().instant());
    // A journal of its own, because a new hub does not know what an earlier demo did.
    String journal = "data/" + run + ".db";
    Map<String, String> own = new LinkedHashMap<>();
    own.put(Setting.JOURNAL.key(), journal);
    own.put(Setting.HUB.key(), CHAIN);
    own.put(RouteFiles.PATTERN, "file:" + environment.find(ROUTE).resolveSibling("*.yaml"));
    try (TemporaryFolder state = TemporaryFolder.make("fleet-reboot-demo")) {
      // An earlier demo's hub may have had the same port, but this is another hub.
      own.put(Setting.STATE_FOLDER.key(), state.path().toString());
      return run(run, journal, settingOptions.read(environment, own));
    }
  }

  private int run(String run, String journal, Settings settings) {
    environment.err().println("demo: a local hub and " + devices + " simulated devices start …");
    RunWatch watch =
        new RunWatch(environment, WaitOptions.withJson(json), new Suggestions(journal));
    List<DeviceSpec> plan = FleetPlan.demo(devices, seed);
    try (StopSignal stop = StopSignal.install();
        LocalFleet fleet =
            LocalFleet.start(LocalHub.builder().name(CHAIN), plan, true, environment.clock())) {
      HubTrust.install(fleet.hub().caFile());
      HubAccess hub = HubAccess.byConnectionString(fleet.hub().serviceConnectionString());
      Hubs hubs = Hubs.only(hub, settings);
      try (RebootProgram program = RebootProgram.open(settings, environment, hubs)) {
        program.start(false);
        fleet.awaitUp(UP_WITHIN).forEach(environment.err()::println);
        environment.err().println("dashboard: " + program.signInUrl());
        StartRequest.ofDevices(
                CHAIN,
                run,
                new RunTrigger.CommandLine("demo"),
                List.of(),
                false,
                CurrentUser.requester(environment))
            .place(program.fleet());
        ExitCode exit = watch.untilSettled(new ThisProgram(program), run, stop);
        sayWhereItIs(run, JournalSetting.file(settings, environment));
        if (keep) {
          environment.err().println("demo: the dashboard stays open; stop it with Ctrl-C");
          stop.await();
        } else {
          environment
              .err()
              .printf(
                  "demo: the dashboard, the hub and the devices end here; %s demo --keep keeps them%n",
                  ProgramName.called());
        }
        boolean asPlanned =
            exit == ExitCode.DEVICES_FAILED
                && FleetPlan.misbehaving(plan).containsAll(failed(program.fleet().view(), run));
        return asPlanned ? ExitCode.COMPLETED.code() : exit.code();
      }
    }
  }

  private static Set<String> failed(FleetView view, String run) {
    Set<DeviceStatus> failures =
        RetriedDevices.DEFAULT.stream().map(DeviceStatus::of).collect(Collectors.toSet());
    return Pages.all(page -> view.devices(DeviceFilter.ofRun(run).in(failures), page)).stream()
        .map(DeviceView::device)
        .collect(Collectors.toSet());
  }

  /** Its hub and its devices end with it, so that nothing continues. */
  private record Suggestions(String journal) implements SuggestedCommands {
    @Override
    public String stopped(String run) {
      return "run %s ends here, with its hub and its devices: the next demo is a new one."
          .formatted(run);
    }

    @Override
    public String goOn(RunView run) {
      return ProgramName.called() + " demo";
    }

    @Override
    public Continuation typed() {
      return new Continuation(new TypedSettings(List.of("--journal", journal), List.of()));
    }
  }

  private void sayWhereItIs(String run, Path journal) {
    Path shown = environment.workingDirectory().relativize(journal);
    environment
        .err()
        .println(
            "results: results/%s.jsonl%nevents:  %s events --journal %s"
                .formatted(run, ProgramName.called(), shown));
  }
}
