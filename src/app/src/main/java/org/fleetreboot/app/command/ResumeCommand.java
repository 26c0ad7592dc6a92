package org.fleetreboot.app.command;

import java.util.Map;
import org.fleetreboot.app.settings.Surroundings;
import picocli.CommandLine.Command;

/** Lets a paused run go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a paused run go on.",
      "Whoever resumes a run whose chain was changed accepts the chain as it is now; and whoever"
          + " resumes one of a journal that was copied or put back takes that journal on."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot resume maintenance-12"})
final class ResumeCommand extends RunOrderCommand {
  ResumeCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    return tell(
        "/resume",
        Map.of(),
        control -> control.resume(run(), by(), order().reason()),
        "Run " + run() + " goes on.",
        "Run " + run() + " is not paused.");
  }
}
