package org.fleetreboot.workflow.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fleetreboot.workflow.Outcome;

/** Given the events of a group and its devices, when a command arrives, then these events. */
public final class GroupSpecification {
  private final GroupState state;

  private GroupSpecification(GroupState state) {
    this.state = state;
  }

  public static GroupSpecification given(GroupEvent... history) {
    return new GroupSpecification(fold(GroupState.INITIAL, List.of(history)));
  }

  public static GroupState fold(GroupState state, List<GroupEvent> events) {
    for (GroupEvent event : events) {
      state = Group.evolve(state, event);
    }
    return state;
  }

  /** After that many more of its devices ended with this outcome. */
  public GroupSpecification and(int count, Outcome outcome) {
    GroupState counted = state;
    for (int i = 0; i < count; i++) {
      counted = Group.evolve(counted, Nightly.ended(outcome));
    }
    return new GroupSpecification(counted);
  }

  public GroupState state() {
    return state;
  }

  public Decision when(GroupCommand command) {
    return new Decision(command, Group.decide(state, command));
  }

  public final class Decision {
    private final GroupCommand command;
    private final List<GroupEvent> events;

    private Decision(GroupCommand command, List<GroupEvent> events) {
      this.command = command;
      this.events = events;
    }

    public GroupSpecification then(GroupEvent... expected) {
      assertThat(events).as("given %s%nwhen %s", state, command).containsExactly(expected);
      return new GroupSpecification(fold(state, events));
    }

    public void thenNothing() {
      assertThat(events).as("given %s%nwhen %s", state, command).isEmpty();
    }
  }
}
