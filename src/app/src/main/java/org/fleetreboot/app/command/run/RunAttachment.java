package org.fleetreboot.app.command.run;

import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.live.WatchLines;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.RunView;

/** Watches a run that another program works on. It only reads, so the run never notices. */
public final class RunAttachment {
  private final ProcessEnvironment environment;
  private final Continuation typed;

  public RunAttachment(ProcessEnvironment environment, Continuation typed) {
    this.environment = environment;
    this.typed = typed;
  }

  /** Returns how the run ended, or that it is still open when its program or the watcher ends. */
  public ExitCode untilSettled(StoredFleet fleet, String run, boolean json) {
    RunWatch watch =
        new RunWatch(
            environment,
            WaitOptions.toTheEnd(json),
            new Suggestions(),
            since -> new WatchLines(json ? environment.err() : environment.out(), since));
    try (StopSignal stop = StopSignal.install()) {
      return watch.untilSettled(new AttachedProgram(fleet, environment.clock()), run, stop);
    }
  }

  private final class Suggestions implements SuggestedCommands {
    @Override
    public String stopped(String run) {
      return "run %s goes on without this watcher; to watch it again: %s"
          .formatted(run, typed.command("get", run, "--watch"));
    }

    @Override
    public String abandoned(RunView run) {
      return "the program that worked on run %s has ended; to continue: %s"
          .formatted(run.run(), typed.run(run));
    }

    @Override
    public String goOn(RunView run) {
      return typed.resume(run);
    }

    @Override
    public Continuation typed() {
      return typed;
    }
  }
}
