package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Cancels a run: devices not called yet are left out, and those under way are polled until they
 * finish.
 */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Cancels a run: devices not called yet are left out, and those under way are polled until they finish."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot cancel maintenance-12 --reason \"wrong night\"",
      "  ./fleet-reboot cancel maintenance-12 --force"
    })
final class CancelCommand extends ControlCommand {
  @Option(
      names = "--force",
      description = "End it at once: those under way stay watched, and are not waited for.")
  private boolean force;

  CancelCommand(ProcessEnvironment surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    String by = by();
    return tell(
        "/cancel",
        Map.of("force", force),
        control -> control.cancel(run(), by, order().reason("cancelled by " + by), force),
        new ControlOptions.Sayings(
            "Run "
                + run()
                + " is cancelled"
                + (force
                    ? "; what is under way stays watched."
                    : "; those under way are polled until they finish."),
            "Run "
                + run()
                + (force
                    ? " is cancelled; what is under way is polled by the next program."
                    : " is to be cancelled: the next program polls those under way until they finish."),
            "Run " + run() + " is cancelled already."));
  }
}
