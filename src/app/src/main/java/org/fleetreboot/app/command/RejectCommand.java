package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a run that waits for approval. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = {"Ends a run that waits for approval."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot reject maintenance-12 nightly-go --reason \"too hot today\""})
final class RejectCommand implements Callable<Integer> {
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

  RejectCommand(Surroundings surroundings) {
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
            "/api/runs/" + ApiClient.encoded(run) + "/reject",
            Map.of("step", step),
            control -> control.reject(run, step, by, order.reason()));
    surroundings
        .out()
        .println(
            (changed
                ? step + " of run " + run + " is rejected by " + by + "."
                : step + " of run " + run + " was not approved before."));
    return 0;
  }
}
