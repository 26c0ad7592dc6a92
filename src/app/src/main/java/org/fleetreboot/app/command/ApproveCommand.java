package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a run go on that waits for approval. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {"Lets a run go on that waits for approval."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot approve maintenance-12 nightly-go --reason \"canaries look well\""})
final class ApproveCommand extends ControlCommand {
  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "The step, as ./fleet-reboot get shows it.")
  private String step = "";

  ApproveCommand(ProcessEnvironment surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    return tell(
        "/approve",
        Map.of("step", step),
        control -> control.approve(run(), step, by(), order().reason()),
        new ControlOptions.Sayings(
            step + " of run " + run() + " is approved by " + by() + ".",
            step + " of run " + run() + " is approved already."));
  }
}
