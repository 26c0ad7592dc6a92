package org.fleetreboot.app.command.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.fleetreboot.app.live.LiveTree;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.settings.ProcessEnvironment;

/** How progress is shown: as a tree at a terminal, as lines elsewhere. */
final class ProgressChoice {
  private static final Optional<String> DUMB = Optional.of("dumb");

  private ProgressChoice() {}

  /**
   * Opens it.
   *
   * @param json whether a script reads the result
   * @param lines where there is no terminal, or it cannot redraw
   */
  static Progress open(ProcessEnvironment environment, boolean json, Supplier<Progress> lines) {
    if (json || !environment.isTerminal() || environment.variable("TERM").equals(DUMB)) {
      return lines.get();
    }
    try {
      return LiveTree.open(environment.variable("NO_COLOR").isEmpty());
    } catch (IOException e) {
      return lines.get();
    }
  }
}
