package org.fleetreboot.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.EventFeed;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.EventLine;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the events of the journal. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Prints what happened, from the journal. Another program may have it open.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot events --run maintenance-12",
      "  ./fleet-reboot events --device pump-7",
      "  ./fleet-reboot events --follow --json"
    })
final class EventsCommand implements Callable<Integer> {
  /** The journal is polled; for people, once a second is enough. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ProcessEnvironment environment;

  @Option(names = "--run", paramLabel = "ID", description = "Only the events of this run.")
  private @Nullable String run;

  @Option(names = "--device", paramLabel = "ID", description = "Only the events of this device.")
  private @Nullable String device;

  @Option(
      names = {"-f", "--follow"},
      description = "Keep printing new events, until stopped.")
  private boolean follow;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  EventsCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    try (StopSignal stop = StopSignal.install();
        StoredFleet fleet = StoredFleet.open(settings, environment)) {
      if (run != null && !follow) {
        requireRun(fleet, run);
      }
      EventFeed feed = new EventFeed(fleet.journal());
      do {
        feed.forEachNew(this::print);
        // A reader that has closed the pipe (head, less) needs no more.
        if (environment.out().checkError()) {
          return 0;
        }
      } while (follow && !stop.await(PAUSE));
    }
    return 0;
  }

  private static void requireRun(StoredFleet fleet, String run) {
    boolean mayBeOne = !run.isBlank() && run.indexOf('/') < 0;
    if (!mayBeOne || fleet.journal().read(StreamId.run(run)).isEmpty()) {
      throw ProgramFailure.setup(
          "%s has no run '%s'; ./fleet-reboot list shows its runs.".formatted(fleet.file(), run));
    }
  }

  private void print(FleetEvent event) {
    boolean wanted =
        (run == null || run.equals(event.run()))
            && (device == null || device.equals(event.device()));
    if (wanted) {
      environment.out().println(json ? Json.line(EventLine.json(event)) : EventLine.text(event));
    }
  }
}
