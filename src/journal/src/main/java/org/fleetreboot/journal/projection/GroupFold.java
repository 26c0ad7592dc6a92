package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a group and the outcomes of its devices say about it; its devices are kept
 * elsewhere.
 *
 * @param startedAt null before its start
 * @param late the outcomes that the group did not wait for
 */
public record GroupFold(GroupState state, @Nullable Instant startedAt, Tally late) {
  /** Nothing has happened. */
  public static final GroupFold INITIAL = new GroupFold(GroupState.INITIAL, null, Tally.EMPTY);

  /** After an event of the group. */
  public GroupFold apply(GroupEvent event) {
    return new GroupFold(
        Group.evolve(state, event),
        event instanceof GroupEvent.GroupStarted started ? started.at() : startedAt,
        late);
  }

  /** After an event of one of its devices; itself if that changes nothing. */
  public GroupFold apply(RebootEvent event) {
    Outcome outcome = event.outcome();
    if (outcome == null) {
      return this;
    }
    return state.phase() == GroupState.Phase.SETTLED
        ? new GroupFold(state, startedAt, late.plus(outcome))
        : new GroupFold(Group.evolve(state, event), startedAt, late);
  }

  /** The group on that hub, as people see it. */
  public GroupView view(String hub) {
    return new GroupView(
        hub,
        status(),
        state.targets(),
        state.tally().plus(late),
        startedAt,
        state.reason(),
        state.options());
  }

  private StepStatus status() {
    return switch (state.phase()) {
      case NEW, RUNNING -> StepStatus.RUNNING;
      case COLLECTING -> StepStatus.COLLECTING;
      case PAUSED -> StepStatus.PAUSED;
      case STOPPING -> StepStatus.STOPPING;
      case CANCELLING -> StepStatus.CANCELLING;
      case SETTLED -> StepStatus.of(Objects.requireNonNull(state.result()));
    };
  }
}
