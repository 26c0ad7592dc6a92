package org.fleetreboot.app.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.view.RunView;
import org.jspecify.annotations.Nullable;

/** Lets the program that is already running work on a run, and waits for its end. */
final class RunThroughProgram {
  private final ProcessEnvironment environment;
  private final Settings settings;
  private final WaitOptions waiting;
  private final Continuation continuation;

  RunThroughProgram(
      ProcessEnvironment environment,
      Settings settings,
      WaitOptions waiting,
      Continuation continuation) {
    this.environment = environment;
    this.settings = settings;
    this.waiting = waiting;
    this.continuation = continuation;
  }

  /**
   * Returns how it ended; empty if the program ended before it accepted the run.
   *
   * @param options override those of the groups' route
   * @param hub the hub of the devices; null if unspecified
   */
  Optional<ExitCode> reach(
      ApiClient api, StartRequest order, Map<String, String> options, @Nullable String hub) {
    RunWatch watch = new RunWatch(environment, waiting, new Suggestions());
    Optional<JsonNode> taken = api.begin(order.body(options, hub), order.askedAgain());
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    String run = taken.get().path("run").asText();
    if (order.resume()) {
      String onBehalfOf = order.by().onBehalfOf();
      api.ask(
          "POST",
          "/api/runs/" + ApiClient.encoded(run) + "/resume",
          onBehalfOf == null ? Map.of() : Map.of("by", onBehalfOf));
    }
    environment
        .err()
        .printf("fleet-reboot: the running program works on run %s; waiting for it%n", run);
    try (StopSignal stop = StopSignal.install();
        StoredFleet fleet = StoredFleet.open(settings, environment)) {
      return Optional.of(
          watch.untilSettled(new AttachedProgram(fleet, environment.clock()), run, stop));
    }
  }

  /** Another program works on the run, which continues even if nobody waits. */
  private final class Suggestions implements SuggestedCommands {
    @Override
    public String stopped(String run) {
      return "the running program continues run " + run + ".";
    }

    @Override
    public String abandoned(RunView run) {
      return "the program that worked on run %s has ended; to continue: %s"
          .formatted(run.run(), continuation.run(run));
    }

    @Override
    public String goOn(RunView run) {
      return continuation.resume(run);
    }

    @Override
    public Continuation typed() {
      return continuation;
    }
  }
}
