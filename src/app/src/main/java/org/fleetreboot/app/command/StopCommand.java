package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the calls of all runs. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stops the calls of all runs, those too that begin later, until it is lifted.",
      "Polls go on. It holds over restarts, and list and get show it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot stop --reason \"line 3 is down\"", "  ./fleet-reboot stop --lift"})
final class StopCommand implements Callable<Integer> {
  private final ProcessEnvironment surroundings;

  @Option(names = "--lift", description = "Let the runs call again.")
  private boolean lift;

  @Mixin private final ControlOptions order = new ControlOptions();

  StopCommand(ProcessEnvironment surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String by = order.by(surroundings);
    ControlOptions.Told told =
        order.give(
            surroundings,
            null,
            lift ? "DELETE" : "POST",
            "/api/stop",
            Map.of(),
            control ->
                lift
                    ? control.liftStop(by, order.reason())
                    : control.stopFleet(by, order.reason("stopped by " + by)));
    surroundings.out().println(lift ? lifted(told) : stopped(told.changed()));
    return 0;
  }

  private static String lifted(ControlOptions.Told told) {
    if (!told.changed()) {
      return "There is no stop to lift.";
    }
    return told.carriedOut()
        ? "The stop is lifted: runs call again."
        : "The stop is lifted: runs call again from the next start on.";
  }

  private String stopped(boolean changed) {
    return changed
        ? "No run calls a device any more: "
            + order.typed().command("stop", "--lift")
            + " lets them."
        : "All runs are stopped already.";
  }
}
