package org.fleetreboot.app.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.engine.FleetView;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a paused run go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a paused run go on.",
      "Whoever resumes a run whose chain was changed accepts the chain as it is now; and whoever"
          + " resumes in a journal that was copied or put back takes that journal on: without RUN,"
          + " that alone, and paused runs stay paused."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot resume maintenance-12", "  ./fleet-reboot resume"})
final class ResumeCommand implements Callable<Integer> {
  private final ProcessEnvironment surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description =
          "Its id, as ./fleet-reboot list shows it. Default: the only one that is paused.")
  private @Nullable String given;

  @Mixin private final ControlOptions order = new ControlOptions();

  ResumeCommand(ProcessEnvironment surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String by = order.by(surroundings);
    String run = given == null ? onlyRunMeant() : given;
    if (run == null) {
      return order.tell(
          surroundings,
          null,
          "/api/resume",
          Map.of(),
          control -> control.takeOnJournal(by, order.reason()),
          new ControlOptions.Sayings(
              "The journal is taken on: its runs call again, but for those that are paused.",
              "The journal is taken on.",
              "No run is paused, and the journal is in no doubt."));
    }
    return order.tell(
        surroundings,
        run,
        ControlOptions.path(run) + "/resume",
        Map.of(),
        control -> control.resume(run, by, order.reason()),
        new ControlOptions.Sayings(
            "Run " + run + " goes on.",
            "Run " + run + " is no longer paused.",
            "Run " + run + " is not paused."));
  }

  /** The only run that is paused; null when there is none, or the journal is meant. */
  private @Nullable String onlyRunMeant() {
    try (StoredFleet fleet = StoredFleet.open(order.settings(surroundings), surroundings)) {
      FleetView view = fleet.view();
      if (view.stops().stream().anyMatch(stop -> stop.doubt() != null)) {
        // Whoever takes the journal on wants no run to go on that somebody has paused.
        return null;
      }
      List<String> paused =
          view.runs().stream()
              .filter(run -> run.status() == RunStatus.PAUSED)
              .map(RunView::run)
              .toList();
      if (paused.size() > 1) {
        throw ProgramFailure.setup(
            "%d runs are paused: say which one goes on, of %s."
                .formatted(paused.size(), String.join(", ", paused)));
      }
      return paused.isEmpty() ? null : paused.get(0);
    }
  }
}
