package org.fleetreboot.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.HubOfProgram;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.explain.Conditions;
import org.fleetreboot.app.explain.Explainer;
import org.fleetreboot.app.explain.Explanation;
import org.fleetreboot.app.explain.ExplanationJson;
import org.fleetreboot.app.explain.ExplanationText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.KnownNames;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains a run or a device. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says in plain sentences who asked for a run or a device's reboot, what happened since, what"
          + " holds it back, and what happens next.",
      "If a program works on the run, it is asked about its hub; another program may have the"
          + " journal open."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot explain pump-7",
      "  ./fleet-reboot explain maintenance-12",
      "  ./fleet-reboot explain --device pump-7 --run maintenance-12",
      "  ./fleet-reboot explain pump-7 --json | jq -r '.waits[].text'"
    })
final class ExplainCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A run or a device.")
  private @Nullable String name;

  @Option(names = "--run", paramLabel = "ID", description = "This run.")
  private @Nullable String run;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "This device; with --run, only what that run did with it.")
  private @Nullable String device;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  ExplainCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if ((name == null) == (run == null && device == null)) {
      throw ProgramFailure.setup(
          "Name one run or device, as in explain pump-7, or give --run or --device.");
    }
    try (StoredFleet fleet = StoredFleet.open(settingOptions.read(environment), environment)) {
      ProgramPresence presence = fleet.presence();
      Conditions around =
          new Conditions(
              presence,
              presence instanceof ProgramPresence.AtWork
                  ? HubOfProgram.ask(fleet.location(), environment.err())
                  : HubStates.UNKNOWN,
              environment.clock().instant());
      Explanation explanation = explanation(fleet, new Explainer(fleet.journal(), around));
      if (json) {
        Json.print(ExplanationJson.of(explanation), environment.out());
      } else {
        ExplanationText.print(
            explanation, new Continuation(settingOptions.typed()), environment.out());
      }
    }
    return 0;
  }

  private Explanation explanation(StoredFleet fleet, Explainer explainer) {
    if (name != null) {
      return runOrDevice(name, fleet, explainer);
    }
    if (run != null) {
      fleet.require(run);
    }
    return device == null
        ? explainer.run(String.valueOf(run)).orElseThrow()
        : device(device, fleet, explainer);
  }

  private static Explanation runOrDevice(String given, StoredFleet fleet, Explainer explainer) {
    Optional<Explanation> ofRun = explainer.run(given);
    Optional<Explanation> ofDevice = explainer.device(given);
    if (ofRun.isPresent() && ofDevice.isPresent()) {
      throw ProgramFailure.setup(
          "'%s' is both a run and a device: choose with --run %s or --device %s."
              .formatted(given, given, given));
    }
    return ofRun
        .or(() -> ofDevice)
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    fleet
                        .archived(given)
                        .orElseGet(
                            () ->
                                "%s has no run and no device '%s'.%s"
                                    .formatted(
                                        fleet.location(), given, KnownNames.meant(fleet, given)))));
  }

  private Explanation device(String given, StoredFleet fleet, Explainer explainer) {
    if (run == null) {
      KnownNames.requireDevice(fleet, given);
      return explainer.device(given).orElseThrow();
    }
    KnownNames.requireDevice(fleet, fleet.require(run), given);
    return explainer.device(given, run).orElseThrow();
  }
}
