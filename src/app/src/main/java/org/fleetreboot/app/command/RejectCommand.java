package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a run that waits for approval. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = {"Ends a run that waits for approval."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot reject maintenance-12 nightly-go --reason \"too hot today\""})
final class RejectCommand extends ControlCommand {
  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "The step, as ./fleet-reboot get shows it.")
  private String step = "";

  RejectCommand(ProcessEnvironment surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    return tell(
        "/reject",
        Map.of("step", step),
        control -> control.reject(run(), step, by(), order().reason()),
        new ControlOptions.Sayings(
            step + " of run " + run() + " is rejected by " + by() + ".",
            step + " of run " + run() + " was not approved before."));
  }
}
