package org.fleetreboot.workflow.group;

import java.util.Collection;
import java.util.Map;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/** The rules for a step whose devices are on several hubs, one group on each. Pure. */
public final class GroupsOfStep {
  private GroupsOfStep() {}

  /**
   * How the step ended.
   *
   * @param tally the outcomes of all its groups
   * @param reason why it failed or was cancelled; null if it succeeded
   */
  public record End(StepResult result, Tally tally, @Nullable String reason) {}

  /**
   * How a step ends whose groups are settled.
   *
   * @param groups by the name of their hub, at least one
   * @throws IllegalArgumentException if one of them is not settled
   */
  public static End end(Map<String, GroupState> groups) {
    Tally tally = tally(groups.values());
    String unlike = null;
    for (Map.Entry<String, GroupState> group : groups.entrySet()) {
      StepResult result = group.getValue().result();
      if (result == null) {
        throw new IllegalArgumentException("The group on " + group.getKey() + " is not settled.");
      }
      if (groups.size() == 1) {
        return new End(result, tally, group.getValue().reason());
      }
      if (result == StepResult.CANCELLED) {
        return new End(result, tally, group.getValue().reason());
      }
      if (result == StepResult.FAILED && unlike == null) {
        unlike = group.getKey() + ": " + group.getValue().reason();
      }
    }
    if (unlike != null) {
      return new End(StepResult.FAILED, tally, unlike);
    }
    if (groups.values().stream().allMatch(group -> group.targets() == 0)) {
      return groups.values().stream().allMatch(GroupsOfStep::allowsEmpty)
          ? new End(StepResult.SUCCEEDED, tally, null)
          : new End(StepResult.FAILED, tally, Group.EMPTY);
    }
    return tally.of(Outcome.CONFIRMED) == 0
        ? new End(StepResult.FAILED, tally, Group.NONE_CONFIRMED)
        : new End(StepResult.SUCCEEDED, tally, null);
  }

  /** The outcomes of all groups so far. */
  public static Tally tally(Collection<GroupState> groups) {
    return groups.stream().map(GroupState::tally).reduce(Tally.EMPTY, Tally::plus);
  }

  private static boolean allowsEmpty(GroupState group) {
    return group.options() != null && group.options().allowEmpty();
  }
}
