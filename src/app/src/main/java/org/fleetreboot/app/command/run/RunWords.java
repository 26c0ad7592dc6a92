package org.fleetreboot.app.command.run;

import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.engine.view.RunView;

/** What somebody who waits for a run is told to type, and when. */
public interface RunWords {
  /** Commands about the same journal. */
  Continuation typed();

  /** What becomes of the run when the waiting is stopped. */
  String stopped(String run);

  /** That nobody works on the run any more. */
  default String abandoned(RunView run) {
    return "no program works on run %s any more; to continue: %s".formatted(run.run(), goOn(run));
  }

  /** The command that goes on with a paused run once nobody waits for it. */
  String goOn(RunView run);

  /** The command that lets a paused run go on while it is waited for. */
  default String resume(RunView run) {
    return typed().resume(run);
  }
}
