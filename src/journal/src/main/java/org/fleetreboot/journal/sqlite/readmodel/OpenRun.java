package org.fleetreboot.journal.sqlite.readmodel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;

/** A run in the memory of the writer: its rows, and what of them is not stored yet. */
final class OpenRun {
  final long runNo;
  final String id;
  RunFold fold;
  final Map<String, OpenStep> steps = new LinkedHashMap<>();
  boolean changed;

  OpenRun(long runNo, String id, RunFold fold) {
    this.runNo = runNo;
    this.id = id;
    this.fold = fold;
  }

  /** Gives a step its number. */
  interface StepNumbers {
    long next();
  }

  void apply(RunEvent event, StepNumbers numbers) {
    RunFold before = fold;
    fold = fold.apply(event);
    changed |= !(event instanceof RunEvent.TargetsListed);
    if (fold.state().steps().equals(before.state().steps())) {
      return;
    }
    int place = 0;
    for (Map.Entry<String, RunState.Step> known : fold.state().steps().entrySet()) {
      OpenStep step = step(known.getKey(), numbers);
      step.stateChanged |=
          step.place != place
              || !known.getValue().equals(before.state().steps().get(known.getKey()));
      step.place = place++;
    }
  }

  OpenStep step(String name, StepNumbers numbers) {
    OpenStep known = steps.get(name);
    if (known == null) {
      known = new OpenStep(numbers.next(), name, OpenStep.UNKNOWN_PLACE + steps.size());
      known.stateChanged = true;
      steps.put(name, known);
    }
    return known;
  }
}
