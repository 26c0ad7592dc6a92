package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to show: those that match all of it.
 *
 * @param chain null for any
 * @param hub one that it has a group on; null for any
 * @param statuses empty for any
 * @param from the earliest start; null for any
 * @param until starts before this; null for any
 */
public record RunFilter(
    @Nullable String chain,
    @Nullable String hub,
    Set<RunStatus> statuses,
    @Nullable Instant from,
    @Nullable Instant until) {
  /** All runs. */
  public static final RunFilter ALL = new RunFilter(null, null, Set.of(), null, null);

  /** The runs that have not ended. */
  public static final RunFilter OPEN =
      ALL.in(
          Arrays.stream(RunStatus.values())
              .filter(RunStatus::isOpen)
              .collect(Collectors.toUnmodifiableSet()));

  public RunFilter {
    statuses = Set.copyOf(statuses);
  }

  /** Only runs of that chain. */
  public RunFilter ofChain(String name) {
    return new RunFilter(name, hub, statuses, from, until);
  }

  /** Only runs with a group on that hub. */
  public RunFilter onHub(String name) {
    return new RunFilter(chain, name, statuses, from, until);
  }

  /** Only runs in one of those states. */
  public RunFilter in(Set<RunStatus> wanted) {
    return new RunFilter(chain, hub, wanted, from, until);
  }

  /** Only runs that started in that time. */
  public RunFilter startedBetween(@Nullable Instant since, @Nullable Instant before) {
    return new RunFilter(chain, hub, statuses, since, before);
  }

  /** Whether it shows that run. */
  public boolean shows(RunView run) {
    return (chain == null || chain.equals(run.chain()))
        && (hub == null || run.hubs().contains(hub))
        && (statuses.isEmpty() || statuses.contains(run.status()))
        && (from == null || !run.startedAt().isBefore(from))
        && (until == null || run.startedAt().isBefore(until));
  }
}
