package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;

/** Pauses a run: no calls until it is resumed; polling goes on. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {"Pauses a run: no calls until it is resumed; polling goes on."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot pause nightly-20261123-003000-k3f",
      "  ./fleet-reboot pause maintenance-12 --reason \"storm ahead\""
    })
final class PauseCommand extends ControlCommand {
  PauseCommand(ProcessEnvironment surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    String by = by();
    return tell(
        "/pause",
        Map.of(),
        control -> control.pause(run(), by, order().reason("paused by " + by)),
        new ControlOptions.Sayings(
            "Run "
                + run()
                + " is paused: "
                + order().typed().command("resume", run())
                + " lets it go on.",
            "Run " + run() + " is paused already."));
  }
}
