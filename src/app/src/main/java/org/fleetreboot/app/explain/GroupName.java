package org.fleetreboot.app.explain;

import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;

/** What a group is called in a sentence. */
final class GroupName {
  private GroupName() {}

  /** The step; with the hub if the run has several. */
  static String of(RunView run, StepView step, GroupView group) {
    return run.isOnSeveralHubs() ? step.step() + " on " + group.hub() : step.step();
  }
}
