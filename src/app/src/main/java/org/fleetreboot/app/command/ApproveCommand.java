package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a run go on that waits for approval. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {"Lets a run go on that waits for approval."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot approve maintenance-12 nightly-go --reason \"canaries look well\""})
final class ApproveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "The step, as ./fleet-reboot get shows it.")
  private String step = "";

  @Mixin private final Order order = new Order();

  ApproveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String by = order.by(surroundings);
    boolean changed =
        order.give(
            surroundings,
            run,
            "POST",
            "/api/runs/" + ApiClient.encoded(run) + "/approve",
            Map.of("step", step),
            control -> control.approve(run, step, by, order.reason()));
    surroundings
        .out()
        .println(
            (changed
                ? step + " of run " + run + " is approved by " + by + "."
                : step + " of run " + run + " is approved already."));
    return 0;
  }
}
