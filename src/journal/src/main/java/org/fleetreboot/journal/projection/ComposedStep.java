package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a run and the groups of one of its steps say together. They lie in different partitions, so
 * that each may be known before the other.
 *
 * @param known what its run knows of it; null if only its groups have begun
 * @param groups in the order of their hubs' names
 */
record ComposedStep(String step, RunState.@Nullable Step known, List<GroupView> groups) {
  /** The status of groups that differ is the first of these that one of them has. */
  private static final List<StepStatus> BY_PRECEDENCE =
      List.of(
          StepStatus.STOPPING,
          StepStatus.CANCELLING,
          StepStatus.RUNNING,
          StepStatus.COLLECTING,
          StepStatus.PAUSED,
          StepStatus.FAILED,
          StepStatus.CANCELLED,
          StepStatus.SUCCEEDED);

  StepView view() {
    return new StepView(
        step,
        known == null ? StepKind.GROUP : known.started().kind(),
        status(),
        groups.stream().mapToInt(GroupView::targets).sum(),
        groups.stream().map(GroupView::tally).reduce(Tally.EMPTY, Tally::plus),
        startedAt(),
        known == null ? null : known.started().until(),
        reason(),
        groups.stream().map(GroupView::options).filter(Objects::nonNull).findFirst().orElse(null),
        approval(),
        groups);
  }

  private StepStatus status() {
    if (known != null && known.settled() != null) {
      return StepStatus.of(known.settled().result());
    }
    if (groups.isEmpty()) {
      return approval() == null ? StepStatus.RUNNING : StepStatus.WAITING;
    }
    Stream<StepStatus> ofGroups = groups.stream().map(GroupView::status);
    return (hasBegunEverywhere()
            ? ofGroups
            : Stream.concat(ofGroups, Stream.of(StepStatus.RUNNING)))
        .min(Comparator.comparing(BY_PRECEDENCE::indexOf))
        .orElseThrow();
  }

  /** Whether the run names no hub on which the step has no group yet. */
  private boolean hasBegunEverywhere() {
    return known == null
        || groups.stream().map(GroupView::hub).toList().containsAll(known.started().hubs());
  }

  private Instant startedAt() {
    if (known != null) {
      return known.started().at();
    }
    return groups.stream()
        .map(GroupView::startedAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private @Nullable String reason() {
    if (known != null && known.settled() != null) {
      return known.settled().reason();
    }
    return known != null && known.deferral() != null ? known.deferral().reason() : reasonOfGroups();
  }

  /** The reason that all of them have; otherwise each with its hub. */
  private @Nullable String reasonOfGroups() {
    List<GroupView> stopped = groups.stream().filter(group -> group.reason() != null).toList();
    boolean isShared = stopped.stream().map(GroupView::reason).distinct().count() == 1;
    if (stopped.size() == groups.size() && isShared) {
      return stopped.get(0).reason();
    }
    return stopped.isEmpty()
        ? null
        : stopped.stream()
            .map(group -> group.hub() + ": " + group.reason())
            .collect(Collectors.joining("; "));
  }

  private @Nullable ApprovalView approval() {
    if (known == null || known.settled() != null || known.approval() == null) {
      return null;
    }
    return new ApprovalView(
        known.approval().until(),
        Collections.unmodifiableSortedSet(new TreeSet<>(known.approval().approvers())),
        known.approval().fourEyes());
  }
}
