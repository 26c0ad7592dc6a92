package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Leaves one device of a run out, before its call. */
@Command(
    name = "skip",
    mixinStandardHelpOptions = true,
    description = {"Leaves one device of a run out, before its call."},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot skip maintenance-12 pump-7 --reason \"in repair\""})
final class SkipCommand extends ControlCommand {
  @Parameters(index = "1", paramLabel = "DEVICE", description = "Its id.")
  private String device = "";

  SkipCommand(ProcessEnvironment surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    String by = by();
    return tell(
        "/devices/" + ApiClient.encoded(device) + "/skip",
        Map.of(),
        control -> control.skip(run(), device, by, order().reason("left out by " + by)),
        new ControlOptions.Sayings(
            device + " is left out of run " + run() + ".",
            device + " is left out of run " + run() + " already."));
  }
}
