package org.fleetreboot.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Given the events of a run, when a command arrives, then these are the new events. */
public final class RunSpecification {
  private final RunState state;

  private RunSpecification(RunState state) {
    this.state = state;
  }

  public static RunSpecification given(RunEvent... history) {
    return new RunSpecification(fold(RunState.INITIAL, List.of(history)));
  }

  public static RunState fold(RunState state, List<RunEvent> events) {
    for (RunEvent event : events) {
      state = Run.evolve(state, event);
    }
    return state;
  }

  public RunState state() {
    return state;
  }

  public Decision when(RunCommand command) {
    return new Decision(command, Run.decide(state, command));
  }

  public final class Decision {
    private final RunCommand command;
    private final List<RunEvent> events;

    private Decision(RunCommand command, List<RunEvent> events) {
      this.command = command;
      this.events = events;
    }

    public RunSpecification then(RunEvent... expected) {
      assertThat(events).as("given %s%nwhen %s", state, command).containsExactly(expected);
      return new RunSpecification(fold(state, events));
    }

    public void thenNothing() {
      assertThat(events).as("given %s%nwhen %s", state, command).isEmpty();
    }
  }
}
