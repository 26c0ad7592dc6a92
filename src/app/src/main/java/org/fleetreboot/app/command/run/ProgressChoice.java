package org.fleetreboot.app.command.run;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.live.LiveTree;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.settings.ProcessEnvironment;

/** How progress is shown: as a tree at a terminal, as lines elsewhere. */
final class ProgressChoice {
  private static final Optional<String> DUMB = Optional.of("dumb");

  private ProgressChoice() {}

  /**
   * Lines go to stderr, so that stdout only has the result.
   *
   * @param json whether a script reads the result
   * @param since when the program began: lines do not report earlier results
   */
  static Progress open(ProcessEnvironment environment, boolean json, Instant since) {
    if (json || !environment.isTerminal() || environment.variable("TERM").equals(DUMB)) {
      return new ProgressLines(environment.err(), since);
    }
    try {
      return LiveTree.open(environment.variable("NO_COLOR").isEmpty());
    } catch (IOException e) {
      return new ProgressLines(environment.err(), since);
    }
  }
}
