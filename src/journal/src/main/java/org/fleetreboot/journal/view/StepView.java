package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run, as people see it.
 *
 * @param targets the number of devices in all its groups; 0 if the step is not a group
 * @param tally the outcomes in all its groups
 * @param until when a soak ends, or an approval or a check times out; null for a group
 * @param reason why it stopped or failed, why its check said no, or who approved; null otherwise
 * @param options the frozen options of its groups; null if it is not a group, or has not begun
 * @param approval the approval that it waits for; null if it waits for none
 * @param groups its groups that have begun, one for each hub, in the order of the hubs' names
 */
public record StepView(
    String step,
    StepKind kind,
    StepStatus status,
    int targets,
    Tally tally,
    Instant startedAt,
    @Nullable Instant until,
    @Nullable String reason,
    @Nullable GroupOptions options,
    @Nullable ApprovalView approval,
    List<GroupView> groups) {
  public StepView {
    groups = List.copyOf(groups);
  }

  /** The hubs of its groups. */
  public List<String> hubs() {
    return groups.stream().map(GroupView::hub).toList();
  }

  /** Its group on that hub; null if there is none, or it has not begun. */
  public @Nullable GroupView group(String hub) {
    return groups.stream().filter(group -> group.hub().equals(hub)).findFirst().orElse(null);
  }
}
