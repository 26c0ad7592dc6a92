package org.fleetreboot.app.command.run;

import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;

/** Brings one run to its end, even over several starts of the program. */
final class RunToEnd {
  private final ProcessEnvironment environment;
  private final Settings settings;
  private final Hubs hubs;
  private final WaitOptions waiting;
  private final Continuation continuation;

  RunToEnd(
      ProcessEnvironment environment,
      Settings settings,
      Hubs hubs,
      WaitOptions waiting,
      Continuation continuation) {
    this.environment = environment;
    this.settings = settings;
    this.hubs = hubs;
    this.waiting = waiting;
    this.continuation = continuation;
  }

  /** Returns how it ended; if it is already settled, returns at once, without asking the hub. */
  ExitCode reach(StartRequest order) {
    RunWatch watch = new RunWatch(environment, waiting, new Suggestions(order.chain()));
    // An invalid id is refused before a journal is created.
    RunRequest asked = order.request();
    if (JournalLocation.of(settings, environment) instanceof JournalInDatabase shared) {
      shared.requireIdle();
    }
    try (StopSignal stop = StopSignal.install();
        RebootProgram program = RebootProgram.open(settings, environment, hubs)) {
      Optional<Snapshot> settled = order.takeUp() ? Optional.empty() : program.settled(asked);
      if (settled.isPresent()) {
        return watch.finished(settled.get());
      }
      program.start(false);
      watch.announce(program.fleet().stops());
      String run = order.place(program.fleet());
      tellOfOthers(
          program.fleet().openRuns().stream().filter(open -> !open.run().equals(run)).toList());
      return watch.untilSettled(new ThisProgram(program), run, stop);
    }
  }

  /** The engine continues all open runs, and it polls the devices of paused runs, too. */
  private void tellOfOthers(List<RunView> others) {
    for (RunView other : others) {
      say(
          "run %s of %s is unfinished too and %s."
              .formatted(
                  other.run(),
                  other.chain(),
                  other.status() == RunStatus.PAUSED ? "paused" : "resumes in parallel"));
    }
    if (!others.isEmpty()) {
      say(
          "this command exits when its own run ends; other runs stay unfinished until the next start.");
    }
  }

  private void say(String what) {
    environment.err().println("fleet-reboot: " + what);
  }

  /** This program works on the run: after it ends, nobody does. */
  private final class Suggestions implements SuggestedCommands {
    private final String chain;

    Suggestions(String chain) {
      this.chain = chain;
    }

    @Override
    public String stopped(String run) {
      return "run %s is still open; to continue: %s"
          .formatted(run, continuation.run(chain, run, false));
    }

    @Override
    public String goOn(RunView run) {
      return continuation.run(run);
    }

    @Override
    public String adopt(RunView run) {
      return continuation.run(run.chain(), run.run(), true);
    }

    @Override
    public Continuation typed() {
      return continuation;
    }
  }
}
