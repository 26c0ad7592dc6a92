package org.fleetreboot.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.Surroundings;

/** Waits for a run, shows how it goes on, and says how it ended. */
final class RunWatch {
  /** Four times a second: an eye sees no more, and a terminal far away bears no more. */
  static final Duration REPAINT = Duration.ofMillis(250);

  /** Many devices make a snapshot dear; this many more devices make the pause twice as long. */
  private static final int DEVICES_PER_PAUSE = 5_000;

  private final Surroundings surroundings;
  private final boolean json;
  private final String whenStopped;
  private final Instant since;

  /**
   * Made before the program begins.
   *
   * @param whenStopped what to say at Ctrl-C, with %1$s for the run's id
   */
  RunWatch(Surroundings surroundings, boolean json, String whenStopped) {
    this.surroundings = surroundings;
    this.json = json;
    this.whenStopped = whenStopped;
    this.since = surroundings.clock().instant();
  }

  /**
   * Returns the exit code when the run is settled, or paused with nothing under way; or when the
   * program is to stop, which leaves the run open. Then the JVM exits with the signal's own code.
   */
  ExitCode untilSettled(RebootProgram program, String run, StopSignal stop) {
    Optional<Snapshot> last;
    try (Progress progress = ProgressChoice.open(surroundings, json, since)) {
      last = watch(program, run, stop, progress);
    }
    if (last.isEmpty()) {
      // Now: once all is closed, the JVM waits for nobody.
      surroundings.err().println("fleet-reboot: stopped; " + whenStopped.formatted(run));
      return ExitCode.PAUSED;
    }
    program.awaitResults();
    return finished(last.get());
  }

  /** Says how it ended, and returns the exit code for that. */
  ExitCode finished(Snapshot snapshot) {
    if (json) {
      surroundings.out().println(Json.line(RunReport.json(snapshot.run())));
    } else {
      RunReport.print(
          snapshot.run(), snapshot.devices(), surroundings.clock().instant(), surroundings.out());
    }
    ExitCode code = RunReport.exitCode(snapshot.run());
    if (code == ExitCode.PAUSED) {
      surroundings
          .err()
          .printf(
              "fleet-reboot: no more calls until somebody goes on with it:"
                  + " ./fleet-reboot run --start %s --run-id %s --resume --until-settled%n",
              snapshot.run().chain(), snapshot.run().run());
    }
    return code;
  }

  /** The run at its end; empty when the program is to stop first. */
  private static Optional<Snapshot> watch(
      RebootProgram program, String run, StopSignal stop, Progress progress) {
    while (true) {
      program.requireLife();
      Optional<Snapshot> seen = program.fleet().snapshot(run);
      int devices = 0;
      if (seen.isPresent()) {
        Snapshot snapshot = seen.get();
        devices = snapshot.devices().size();
        progress.show(snapshot);
        if (snapshot.isSettled() || snapshot.isAtRest()) {
          return seen;
        }
      }
      if (stop.await(REPAINT.multipliedBy(1 + devices / DEVICES_PER_PAUSE))) {
        return Optional.empty();
      }
    }
  }
}
