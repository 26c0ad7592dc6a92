package org.fleetreboot.app.command.control;

import java.util.List;
import java.util.Set;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The commands that control runs, one method for each. A command that is given twice says that its
 * work is already done.
 */
@Command
public abstract class ControlCommands {
  private static final String ONE_HUB = "Only the calls to this hub; the default is all hubs.";
  private static final String HUB_OF_DEVICE =
      "The hub of the device, if the run has that id on several.";
  private static final String RUN_ID = "The run's id, as ./fleet-reboot list shows it.";
  private static final String STEP_NAME = "The step, as ./fleet-reboot get shows it.";

  private final ProcessEnvironment environment;

  protected ControlCommands(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description =
          "Reboots no more devices until resumed; devices already called are still polled.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./fleet-reboot pause nightly-20261123-003000-k3f",
        "  ./fleet-reboot pause maintenance-12 --reason \"storm ahead\""
      })
  int pause(
      @Parameters(paramLabel = "RUN", description = RUN_ID) String run,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    return options.send(
        environment,
        ControlRequest.ofRun(
            run,
            "/pause",
            control -> control.pause(run, by, options.reason("paused by " + by.text()))),
        new ControlMessages(
            "Run %s is paused; to resume it: %s."
                .formatted(run, options.typed().command("resume", run)),
            "Run " + run + " is already paused."));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = {
        "Resumes a paused run.",
        "Resuming a run whose chain was changed accepts the chain as it is now. Resuming"
            + " in a copied or restored journal adopts that journal: without"
            + " RUN it does only that, and paused runs stay paused."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  ./fleet-reboot resume maintenance-12", "  ./fleet-reboot resume"})
  int resume(
      @Parameters(
              arity = "0..1",
              paramLabel = "RUN",
              description = RUN_ID + " Default: the only paused run.")
          @Nullable String given,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    String run = given == null ? onlyRunMeant(options) : given;
    if (run == null) {
      return options.send(
          environment,
          ControlRequest.ofAllRuns(
              "POST", "/api/resume", control -> control.adoptJournal(by, options.reason())),
          new ControlMessages(
              "The journal is adopted: its runs call devices again, except those that are paused.",
              "The journal is adopted.",
              "No run is paused, and the journal is not in doubt."));
    }
    return options.send(
        environment,
        ControlRequest.ofRun(run, "/resume", control -> control.resume(run, by, options.reason())),
        new ControlMessages(
            "Run " + run + " continues.",
            "Run " + run + " is no longer paused.",
            "Run " + run + " is not paused."));
  }

  /** The only paused run; null if there is none, or if the journal is to be adopted. */
  private @Nullable String onlyRunMeant(ControlOptions options) {
    try (StoredFleet fleet = StoredFleet.open(options.settings(environment), environment)) {
      FleetView view = fleet.view();
      if (view.stops().stream().anyMatch(stop -> stop.doubt() != null)) {
        // Adopting the journal does not resume a run that a person paused.
        return null;
      }
      List<String> paused =
          Pages.all(page -> view.runs(RunFilter.ALL.in(Set.of(RunStatus.PAUSED)), page)).stream()
              .map(RunView::run)
              .toList();
      if (paused.size() > 1) {
        throw ProgramFailure.setup(
            "%d runs are paused; say which one to resume: %s."
                .formatted(paused.size(), String.join(", ", paused)));
      }
      return paused.isEmpty() ? null : paused.get(0);
    }
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description =
          "Cancels a run: devices not called yet stay uncalled, and those under way are polled"
              + " until they finish.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./fleet-reboot cancel maintenance-12 --reason \"wrong night\"",
        "  ./fleet-reboot cancel maintenance-12 --force"
      })
  int cancel(
      @Parameters(paramLabel = "RUN", description = RUN_ID) String run,
      @Option(
              names = "--force",
              description =
                  "End it at once: devices under way stay watched, but the run does not wait for"
                      + " them.")
          boolean force,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    return options.send(
        environment,
        ControlRequest.ofRun(
                run,
                "/cancel",
                control ->
                    control.cancel(run, by, options.reason("cancelled by " + by.text()), force))
            .with("force", force),
        force
            ? new ControlMessages(
                "Run " + run + " is cancelled; devices under way stay watched.",
                "Run " + run + " is cancelled; the next program polls devices under way.",
                "Run " + run + " is already cancelled.")
            : new ControlMessages(
                "Run " + run + " is cancelled; devices under way are polled until they finish.",
                "Run "
                    + run
                    + " will be cancelled: the next program polls devices under way until they"
                    + " finish.",
                "Run " + run + " is already cancelled."));
  }

  @Command(
      name = "skip",
      mixinStandardHelpOptions = true,
      description = "Skips one device of a run, before its call.",
      footerHeading = "%nExamples:%n",
      footer = {"  ./fleet-reboot skip maintenance-12 pump-7 --reason \"in repair\""})
  int skip(
      @Parameters(index = "0", paramLabel = "RUN", description = RUN_ID) String run,
      @Parameters(index = "1", paramLabel = "DEVICE", description = "The device's id.")
          String device,
      @Option(names = "--hub", paramLabel = "NAME", description = HUB_OF_DEVICE)
          @Nullable String hub,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    return options.send(
        environment,
        ControlRequest.ofRun(
                run,
                "/devices/" + ApiClient.encoded(device) + "/skip",
                control ->
                    control.skip(run, hub, device, by, options.reason("skipped by " + by.text())))
            .onHub(hub),
        new ControlMessages(
            device + " is skipped in run " + run + ".",
            device + " is already skipped in run " + run + "."));
  }

  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Approves a step, so that the run that waits there continues.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./fleet-reboot approve maintenance-12 nightly-go --reason \"canaries look well\""
      })
  int approve(
      @Parameters(index = "0", paramLabel = "RUN", description = RUN_ID) String run,
      @Parameters(index = "1", paramLabel = "STEP", description = STEP_NAME) String step,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    return decide(
        ControlRequest.ofRun(
            run, "/approve", control -> control.approve(run, step, by, options.reason())),
        step,
        "approved",
        options);
  }

  @Command(
      name = "reject",
      mixinStandardHelpOptions = true,
      description = "Rejects a step, so that the run that waits there ends.",
      footerHeading = "%nExamples:%n",
      footer = {"  ./fleet-reboot reject maintenance-12 nightly-go --reason \"too hot today\""})
  int reject(
      @Parameters(index = "0", paramLabel = "RUN", description = RUN_ID) String run,
      @Parameters(index = "1", paramLabel = "STEP", description = STEP_NAME) String step,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    return decide(
        ControlRequest.ofRun(
            run, "/reject", control -> control.reject(run, step, by, options.reason())),
        step,
        "rejected",
        options);
  }

  private int decide(ControlRequest request, String step, String decided, ControlOptions options) {
    String stepOfRun = step + " of run " + request.run();
    return options.send(
        environment,
        request.with("step", step),
        new ControlMessages(
            stepOfRun + " is " + decided + ".", stepOfRun + " is already " + decided + "."));
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = {
        "Stops the calls of all runs, present and future, until the stop is lifted.",
        "Polling continues. The stop survives restarts; list and get show it."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./fleet-reboot stop --reason \"line 3 is down\"",
        "  ./fleet-reboot stop --hub north",
        "  ./fleet-reboot stop --lift"
      })
  int stop(
      @Option(names = "--lift", description = "Let the runs call again.") boolean lift,
      @Option(names = "--hub", paramLabel = "NAME", description = ONE_HUB) @Nullable String hub,
      @Mixin ControlOptions options) {
    Requester by = options.by(environment);
    if (lift) {
      return options.send(
          environment,
          ControlRequest.ofAllRuns(
                  "DELETE", "/api/stop", control -> control.liftStop(hub, by, options.reason()))
              .onHub(hub),
          new ControlMessages(
              "The stop is lifted: runs call again.",
              "The stop is lifted: runs call again when fleet-reboot starts.",
              "There is no stop to lift."));
    }
    return options.send(
        environment,
        ControlRequest.ofAllRuns(
                "POST",
                "/api/stop",
                control -> control.stopFleet(hub, by, options.reason("stopped by " + by.text())))
            .onHub(hub),
        new ControlMessages(
            "%s stopped; to let them call again: %s."
                .formatted(
                    hub == null ? "All runs are" : "The calls to hub " + hub + " are",
                    hub == null
                        ? options.typed().command("stop", "--lift")
                        : options.typed().command("stop", "--lift", "--hub", hub)),
            hub == null
                ? "All runs are already stopped."
                : "The calls to hub " + hub + " are already stopped."));
  }
}
