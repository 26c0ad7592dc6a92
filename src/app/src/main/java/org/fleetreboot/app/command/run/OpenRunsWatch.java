package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.program.RunningFleet;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.DeviceView;

/** Reports the progress of all runs, including runs started by a schedule or a file. */
final class OpenRunsWatch {
  private final ProcessEnvironment environment;
  private final Map<String, Progress> told = new HashMap<>();

  private final Instant since;
  private final PatientLook look;

  /**
   * @param since when the program began; earlier results are not reported
   */
  OpenRunsWatch(ProcessEnvironment environment, Instant since) {
    this.environment = environment;
    this.since = since;
    this.look = new PatientLook(environment.err());
  }

  /** Returns when the program should stop. */
  void untilStopped(RebootProgram program, StopSignal stop) {
    SettledDevices feed = program.settledSince(since);
    do {
      program.requireLife();
      var unused = look.at(() -> shown(program.fleet(), feed), false);
    } while (!stop.await(RunWatch.REPAINT));
  }

  private boolean shown(RunningFleet fleet, SettledDevices feed) {
    Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    fleet.openRuns().forEach(run -> add(fleet, run.run(), snapshots));
    told.keySet().forEach(run -> add(fleet, run, snapshots));
    // After the snapshots: whatever has settled in them is among these.
    Map<String, List<DeviceView>> settled = feed.next();
    // A run that has begun in the meantime, and may have ended.
    settled.keySet().stream()
        .filter(run -> !snapshots.containsKey(run))
        .forEach(run -> add(fleet, run, snapshots));
    snapshots.forEach(
        (run, snapshot) -> {
          Progress progress = told.get(run);
          if (progress == null
              && snapshot.run().startedAt().isBefore(since)
              && snapshot.isSettled()) {
            return;
          }
          if (progress == null) {
            progress = new ProgressLines(environment.err(), since);
            told.put(run, progress);
          }
          progress.show(snapshot.withSettled(settled.getOrDefault(run, List.of())));
          if (snapshot.isSettled()) {
            told.remove(run);
          }
        });
    return true;
  }

  private static void add(RunningFleet fleet, String run, Map<String, Snapshot> snapshots) {
    if (!snapshots.containsKey(run)) {
      fleet.snapshot(run).ifPresent(snapshot -> snapshots.put(run, snapshot));
    }
  }
}
