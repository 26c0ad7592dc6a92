package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.ProcessEnvironment;

/** Reports the progress of all runs, including runs started by a schedule or a file. */
final class OpenRunsWatch {
  private final ProcessEnvironment environment;
  private final Map<String, Progress> told = new HashMap<>();

  private final Instant since;

  /** Created before the program begins, so that it does not report earlier results. */
  OpenRunsWatch(ProcessEnvironment environment) {
    this.environment = environment;
    this.since = environment.clock().instant();
  }

  /** Returns when the program should stop. */
  void untilStopped(RebootProgram program, StopSignal stop) {
    do {
      program.requireLife();
      program
          .fleet()
          .openRuns()
          .forEach(
              run ->
                  told.computeIfAbsent(
                      run.run(), id -> new ProgressLines(environment.err(), since)));
      Iterator<Map.Entry<String, Progress>> runs = told.entrySet().iterator();
      while (runs.hasNext()) {
        Map.Entry<String, Progress> run = runs.next();
        Snapshot snapshot = program.fleet().snapshot(run.getKey()).orElseThrow();
        run.getValue().show(snapshot);
        if (snapshot.isSettled()) {
          runs.remove();
        }
      }
    } while (!stop.await(RunWatch.REPAINT));
  }
}
