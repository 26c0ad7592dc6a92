package org.fleetreboot.app.command.run;

import java.util.Optional;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.report.Snapshot;

/** The work of this program. */
public record ThisProgram(RebootProgram program) implements WatchedProgram {
  @Override
  public Optional<Snapshot> snapshot(String run) {
    return program.fleet().snapshot(run);
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
