package org.fleetreboot.app.command;

import java.io.IOException;
import java.util.Optional;
import org.fleetreboot.app.report.LiveTree;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.settings.Surroundings;

/** How progress is shown: as a tree where a person looks, as lines elsewhere. */
final class ProgressChoice {
  private static final Optional<String> DUMB = Optional.of("dumb");

  private ProgressChoice() {}

  /**
   * Lines go to stderr, so that stdout holds the result alone.
   *
   * @param json whether a script reads the result
   */
  static Progress open(Surroundings surroundings, boolean json) {
    if (json || !surroundings.isTerminal() || surroundings.variable("TERM").equals(DUMB)) {
      return new ProgressLines(surroundings.err());
    }
    try {
      return LiveTree.open(surroundings.variable("NO_COLOR").isEmpty(), surroundings.out());
    } catch (IOException e) {
      return new ProgressLines(surroundings.err());
    }
  }
}
