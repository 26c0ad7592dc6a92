package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.report.Snapshot;

/** The work of this program. */
public record ThisProgram(RebootProgram program) implements WatchedProgram {
  @Override
  public Optional<Snapshot> snapshot(String run) {
    return program.fleet().snapshot(run);
  }

  @Override
  public SettledDevices settledSince(Instant since) {
    return program.settledSince(since);
  }

  @Override
  public boolean goesOn() {
    program.requireLife();
    return true;
  }

  @Override
  public void awaitResults() {
    program.awaitResults();
  }
}
