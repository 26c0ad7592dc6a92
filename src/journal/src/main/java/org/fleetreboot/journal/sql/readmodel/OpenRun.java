package org.fleetreboot.journal.sql.readmodel;

import java.util.LinkedHashSet;
import java.util.Set;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.workflow.run.RunEvent;

/** A run in the memory of the writer: its rows, and what of them is not stored yet. */
final class OpenRun {
  final long runNo;
  final String id;
  RunFold fold;
  boolean changed;
  final Set<String> changedSteps = new LinkedHashSet<>();

  OpenRun(long runNo, String id, RunFold fold) {
    this.runNo = runNo;
    this.id = id;
    this.fold = fold;
  }

  void apply(RunEvent event) {
    RunFold before = fold;
    fold = fold.apply(event);
    changed |= !(event instanceof RunEvent.TargetsListed);
    fold.state()
        .steps()
        .forEach(
            (name, step) -> {
              if (!step.equals(before.state().steps().get(name))) {
                changedSteps.add(name);
              }
            });
  }

  void stored() {
    changed = false;
    changedSteps.clear();
  }
}
