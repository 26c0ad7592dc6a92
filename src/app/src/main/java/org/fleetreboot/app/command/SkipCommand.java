package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Leaves one device of a run out, before its call. */
@Command(
    name = "skip",
    mixinStandardHelpOptions = true,
    description = {"Leaves one device of a run out, before its call."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot skip maintenance-12 pump-7 --reason \"in repair\""})
final class SkipCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Parameters(index = "1", paramLabel = "DEVICE", description = "Its id.")
  private String device = "";

  @Mixin private final Order order = new Order();

  SkipCommand(Surroundings surroundings) {
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
            "/api/runs/"
                + ApiClient.encoded(run)
                + "/devices/"
                + ApiClient.encoded(device)
                + "/skip",
            Map.of(),
            control -> control.skip(run, device, by, order.reason("left out by " + by)));
    surroundings
        .out()
        .println(
            (changed
                ? device + " is left out of run " + run + "."
                : device + " is left out of run " + run + " already."));
    return 0;
  }
}
