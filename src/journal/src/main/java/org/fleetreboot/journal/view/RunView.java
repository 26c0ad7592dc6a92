package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/**
 * A run, as people see it.
 *
 * @param hubs the hubs of its groups so far, in the order of its steps; empty before its first
 *     group
 * @param endedAt null while it is open
 * @param reason why it is paused, failed, skipped or cancelled; null otherwise
 * @param tally the outcomes of all its groups
 */
public record RunView(
    String run,
    String chain,
    List<String> hubs,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    RunTrigger trigger,
    Requester by,
    List<StepView> steps,
    Tally tally) {
  public RunView {
    hubs = List.copyOf(hubs);
    steps = List.copyOf(steps);
  }

  /** Whether people have to be told which hub a device or a group is on. */
  public boolean isOnSeveralHubs() {
    return hubs.size() > 1;
  }

  /** What people call a device or a step on one hub: with the hub if the run has several. */
  public String named(String name, String hub) {
    return isOnSeveralHubs() ? name + " on " + hub : name;
  }
}
