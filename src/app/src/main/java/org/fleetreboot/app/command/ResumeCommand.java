package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a paused run go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a paused run go on.",
      "Whoever resumes a run whose chain was changed accepts the chain as it is now."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot resume maintenance-12"})
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Mixin private final Order order = new Order();

  ResumeCommand(Surroundings surroundings) {
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
            "/api/runs/" + ApiClient.encoded(run) + "/resume",
            Map.of(),
            control -> control.resume(run, by, order.reason()));
    surroundings
        .out()
        .println((changed ? "Run " + run + " goes on." : "Run " + run + " is not paused."));
    return 0;
  }
}
