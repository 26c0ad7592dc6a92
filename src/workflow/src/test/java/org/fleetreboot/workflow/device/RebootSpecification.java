package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Given the events of a device, when a command arrives, then these are the new events. */
public final class RebootSpecification {
  private final List<RebootEvent> history;
  private final RebootState state;

  private RebootSpecification(List<RebootEvent> history) {
    this.history = history;
    this.state = fold(RebootState.INITIAL, history);
  }

  public static RebootSpecification given(RebootEvent... history) {
    return new RebootSpecification(List.of(history));
  }

  public static RebootState fold(RebootState state, List<RebootEvent> events) {
    for (RebootEvent event : events) {
      state = Reboot.evolve(state, event);
    }
    return state;
  }

  public RebootState state() {
    return state;
  }

  public Decision when(RebootCommand command) {
    return new Decision(command, Reboot.decide(state, command));
  }

  public final class Decision {
    private final RebootCommand command;
    private final List<RebootEvent> events;

    private Decision(RebootCommand command, List<RebootEvent> events) {
      this.command = command;
      this.events = events;
    }

    /** Exactly these events, and they fold into the history without an error. */
    public RebootState then(RebootEvent... expected) {
      assertThat(events).as(story()).containsExactly(expected);
      return fold(state, events);
    }

    public void thenNothing() {
      assertThat(events).as(story()).isEmpty();
    }

    private String story() {
      StringBuilder story = new StringBuilder("given\n");
      history.forEach(event -> story.append("  ").append(event).append('\n'));
      return story.append("when\n  ").append(command).append("\nthen").toString();
    }
  }
}
