package org.fleetreboot.app.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.command.option.TimeRangeOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.EventFeed;
import org.fleetreboot.app.program.KnownNames;
import org.fleetreboot.app.program.PastEvents;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.EventLine;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.Position;
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
      "  ./fleet-reboot events --device pump-7 --since 30d",
      "  ./fleet-reboot events --last 20",
      "  ./fleet-reboot events --last 20 --follow --json"
    })
final class EventsCommand implements Callable<Integer> {
  /** The journal is polled; for people, once a second is enough. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int BETWEEN_CHECKS = 1_000;

  private final ProcessEnvironment environment;

  @Option(names = "--run", paramLabel = "ID", description = "Only the events of this run.")
  private @Nullable String run;

  @Option(names = "--device", paramLabel = "ID", description = "Only the events of this device.")
  private @Nullable String device;

  @Mixin private final TimeRangeOptions times = new TimeRangeOptions();

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the last N of them; with --follow, before the new ones.")
  private @Nullable Integer last;

  @Option(
      names = {"-f", "--follow"},
      description = "Keep printing new events, until stopped.")
  private boolean follow;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  private long printed;

  EventsCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    EventSelection selection =
        new EventSelection(
            run, device, times.from(environment), times.until(environment), lastOnes());
    try (StopSignal stop = StopSignal.install();
        StoredFleet fleet = StoredFleet.open(settings, environment)) {
      if (run != null && !follow) {
        fleet.require(run);
      }
      if (device != null && !follow) {
        KnownNames.requireDevice(fleet, device);
      }
      Map<String, Position> heads = EventFeed.heads(fleet.journal());
      new PastEvents(fleet.journal(), heads).forEach(selection, this::print);
      if (run == null && last == null) {
        ArchiveSentence.ofAll(fleet.journal().archives(), "events")
            .ifPresent(environment.err()::println);
      }
      EventFeed feed = new EventFeed(fleet.journal(), heads);
      // A reader that has closed the pipe (head, less) needs no more.
      while (follow && !environment.out().checkError() && !stop.await(PAUSE)) {
        feed.forEachNew(
            event -> {
              if (selection.shows(event)) {
                print(event);
              }
            });
      }
    }
    return 0;
  }

  private long lastOnes() {
    if (last != null && last < 1) {
      throw ProgramFailure.setup("--last is %d: give 1 or more.".formatted(last));
    }
    return last == null ? Long.MAX_VALUE : last;
  }

  /** Returns whether somebody still reads; asked now and then, because each time takes a while. */
  private boolean print(FleetEvent event) {
    environment.out().println(json ? Json.line(EventLine.json(event)) : EventLine.text(event));
    return ++printed % BETWEEN_CHECKS != 0 || !environment.out().checkError();
  }
}
