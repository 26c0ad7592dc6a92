package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.TreeSet;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a group and the outcomes of its devices say about one step; its devices are
 * kept elsewhere.
 *
 * @param startedAt when its group started; null if it has none
 * @param late the outcomes that the group did not wait for
 */
public record StepFold(GroupState group, @Nullable Instant startedAt, Tally late) {
  /** Nothing has happened. */
  public static final StepFold INITIAL = new StepFold(GroupState.INITIAL, null, Tally.EMPTY);

  /** After an event of its group. */
  public StepFold apply(GroupEvent event) {
    return new StepFold(
        Group.evolve(group, event),
        event instanceof GroupEvent.GroupStarted started ? started.at() : startedAt,
        late);
  }

  /** After an event of one of its devices; itself if that changes nothing. */
  public StepFold apply(RebootEvent event) {
    Outcome outcome = event.outcome();
    if (outcome == null) {
      return this;
    }
    return group.phase() == GroupState.Phase.SETTLED
        ? new StepFold(group, startedAt, late.plus(outcome))
        : new StepFold(Group.evolve(group, event), startedAt, late);
  }

  /**
   * The step, as people see it.
   *
   * @param known what its run knows of it; null if only its group has begun
   */
  public StepView view(String step, RunState.@Nullable Step known) {
    Instant started = known == null ? startedAt : known.started().at();
    return new StepView(
        step,
        known == null ? StepKind.GROUP : known.started().kind(),
        status(known),
        group.targets(),
        group.tally().plus(late),
        started == null ? Instant.EPOCH : started,
        known == null ? null : known.started().until(),
        reason(known),
        group.options(),
        approval(known));
  }

  private @Nullable String reason(RunState.@Nullable Step known) {
    if (known != null && known.settled() != null) {
      return known.settled().reason();
    }
    return known != null && known.deferral() != null ? known.deferral().reason() : group.reason();
  }

  private static @Nullable ApprovalView approval(RunState.@Nullable Step known) {
    if (known == null || known.settled() != null || known.approval() == null) {
      return null;
    }
    return new ApprovalView(
        known.approval().until(),
        Collections.unmodifiableSortedSet(new TreeSet<>(known.approval().approvers())),
        known.approval().fourEyes());
  }

  private StepStatus status(RunState.@Nullable Step known) {
    if (known != null && known.settled() != null) {
      return StepStatus.of(known.settled().result());
    }
    return switch (group.phase()) {
      case NEW -> approval(known) == null ? StepStatus.RUNNING : StepStatus.WAITING;
      case COLLECTING -> StepStatus.COLLECTING;
      case RUNNING -> StepStatus.RUNNING;
      case PAUSED -> StepStatus.PAUSED;
      case STOPPING -> StepStatus.STOPPING;
      case CANCELLING -> StepStatus.CANCELLING;
      case SETTLED -> StepStatus.of(Objects.requireNonNull(group.result()));
    };
  }
}
