package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses a run: no calls until it is resumed; looks go on. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {"Pauses a run: no calls until it is resumed; looks go on."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot pause nightly-20261123-003000-k3f",
      "  ./fleet-reboot pause maintenance-12 --reason \"storm ahead\""
    })
final class PauseCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Mixin private final Order order = new Order();

  PauseCommand(Surroundings surroundings) {
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
            "/api/runs/" + ApiClient.encoded(run) + "/pause",
            Map.of(),
            control -> control.pause(run, by, order.reason("paused by " + by)));
    surroundings
        .out()
        .println(
            (changed
                ? "Run " + run + " is paused: ./fleet-reboot resume " + run + " lets it go on."
                : "Run " + run + " is paused already."));
    return 0;
  }
}
