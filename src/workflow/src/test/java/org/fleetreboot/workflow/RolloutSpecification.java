package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Given a rollout and what became of its devices, when something is asked, then these facts. */
final class RolloutSpecification {
  private final RolloutState state;

  private RolloutSpecification(RolloutState state) {
    this.state = state;
  }

  static RolloutSpecification given(RolloutEvent... history) {
    return new RolloutSpecification(fold(RolloutState.INITIAL, List.of(history)));
  }

  static RolloutState fold(RolloutState state, List<RolloutEvent> events) {
    for (RolloutEvent event : events) {
      state = Rollout.evolve(state, event);
    }
    return state;
  }

  /** So many more of its devices ended so. */
  RolloutSpecification and(int count, Outcome outcome) {
    RolloutState counted = state;
    for (int i = 0; i < count; i++) {
      counted = Rollout.evolve(counted, Nightly.ended(outcome));
    }
    return new RolloutSpecification(counted);
  }

  RolloutState state() {
    return state;
  }

  Decision when(RolloutCommand command) {
    return new Decision(command, Rollout.decide(state, command));
  }

  final class Decision {
    private final RolloutCommand command;
    private final List<RolloutEvent> events;

    private Decision(RolloutCommand command, List<RolloutEvent> events) {
      this.command = command;
      this.events = events;
    }

    RolloutSpecification then(RolloutEvent... expected) {
      assertThat(events).as("given %s%nwhen %s", state, command).containsExactly(expected);
      return new RolloutSpecification(fold(state, events));
    }

    void thenNothing() {
      assertThat(events).as("given %s%nwhen %s", state, command).isEmpty();
    }
  }
}
