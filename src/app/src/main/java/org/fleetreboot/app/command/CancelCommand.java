package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Cancels a run: devices not called yet are left out, and those under way are looked at to the end.
 */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Cancels a run: devices not called yet are left out, and those under way are looked at to the end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot cancel maintenance-12 --reason \"wrong night\"",
      "  ./fleet-reboot cancel maintenance-12 --force"
    })
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Option(
      names = "--force",
      description = "End it at once: those under way stay watched, and are not waited for.")
  private boolean force;

  @Mixin private final Order order = new Order();

  CancelCommand(Surroundings surroundings) {
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
            "/api/runs/" + ApiClient.encoded(run) + "/cancel",
            Map.of("force", force),
            control -> control.cancel(run, by, order.reason("cancelled by " + by), force));
    surroundings
        .out()
        .println(
            (changed
                ? "Run "
                    + run
                    + " is cancelled"
                    + (force
                        ? "; what is under way stays watched."
                        : "; those under way are looked at to the end.")
                : "Run " + run + " is cancelled already."));
    return 0;
  }
}
