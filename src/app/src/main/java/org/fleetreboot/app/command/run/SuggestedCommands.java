package org.fleetreboot.app.command.run;

import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.journal.view.RunView;

/** The commands suggested to a person who waits for a run. */
public interface SuggestedCommands {
  /** Suggests commands about the same journal. */
  Continuation typed();

  /** What happens to the run when the waiting ends. */
  String stopped(String run);

  /** That nobody works on the run any more. */
  default String abandoned(RunView run) {
    return "no program works on run %s any more; to continue: %s".formatted(run.run(), goOn(run));
  }

  /** The command that continues a paused run when nobody waits for it. */
  String goOn(RunView run);

  /** The command that adopts the journal and continues the run when nobody waits for it. */
  default String adopt(RunView run) {
    return goOn(run);
  }

  /** The command that resumes a paused run while somebody waits for it. */
  default String resume(RunView run) {
    return typed().resume(run);
  }
}
