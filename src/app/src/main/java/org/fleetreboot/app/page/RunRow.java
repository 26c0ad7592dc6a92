package org.fleetreboot.app.page;

import java.util.List;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.RunView;

/**
 * A run in the list of runs.
 *
 * @param when how long it has taken
 * @param waits the steps that a person has to decide
 */
public record RunRow(
    RunView run,
    StateMark mark,
    String path,
    long targets,
    List<BarSegment> segments,
    String when,
    List<Decision> waits) {
  /** How many devices have settled, and how. */
  public String progress() {
    if (targets == 0) {
      return "No device was chosen yet";
    }
    String settled =
        "%s of %s settled"
            .formatted(Texts.number(run.tally().settled()), Texts.count(targets, "device"));
    return run.tally().settled() == 0 ? settled : settled + ": " + run.tally().text();
  }

  /** A step that a person has to decide. */
  public record Decision(String step, String path) {}
}
