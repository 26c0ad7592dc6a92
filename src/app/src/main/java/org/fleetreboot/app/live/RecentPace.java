package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.run.StepKind;

/**
 * How fast the devices of each group have settled lately: the past is read once, when a group is
 * first seen. Not thread-safe.
 */
public final class RecentPace {
  /** Covers several reboots of most devices, and soon forgets a pause. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

  /** A rate over less says nothing. */
  private static final Duration LEAST = Duration.ofSeconds(3);

  private final Map<String, Deque<Sample>> samples = new HashMap<>();

  private record Sample(Instant at, int settled) {}

  /** Takes note of the groups under way. */
  public void add(Snapshot snapshot) {
    for (StepView step : snapshot.run().steps()) {
      if (step.kind() == StepKind.GROUP && !step.status().hasEnded()) {
        add(step, snapshot);
      } else {
        samples.remove(step.step());
      }
    }
  }

  private void add(StepView step, Snapshot snapshot) {
    Instant now = snapshot.now();
    int settled = step.tally().settled();
    Deque<Sample> known = samples.computeIfAbsent(step.step(), name -> new ArrayDeque<>());
    if (!known.isEmpty() && now.isBefore(known.getLast().at())) {
      // The clock was set back.
      known.clear();
    }
    if (known.isEmpty()) {
      known.add(past(step, snapshot));
    }
    if (!now.isBefore(known.getLast().at().plus(BETWEEN_SAMPLES))) {
      known.add(new Sample(now, settled));
    }
    Instant from = now.minus(WINDOW);
    while (known.size() > 2 && !second(known).at().isAfter(from)) {
      known.removeFirst();
    }
  }

  private static Sample second(Deque<Sample> known) {
    var each = known.iterator();
    each.next();
    return each.next();
  }

  private static Sample past(StepView step, Snapshot snapshot) {
    Instant from = snapshot.now().minus(WINDOW);
    if (step.startedAt().isAfter(from)) {
      return new Sample(step.startedAt(), 0);
    }
    long since =
        snapshot
            .devices()
            .count(
                snapshot
                    .devices()
                    .all()
                    .inStep(step.step())
                    .in(StatusWords.ENDED)
                    .between(from, null));
    return new Sample(from, step.tally().settled() - (int) since);
  }

  /** How many devices settle in a second; empty if none has, or it is too early to say. */
  OptionalDouble perSecond(StepView step, Instant now) {
    Deque<Sample> known = samples.get(step.step());
    if (known == null || known.isEmpty()) {
      return OptionalDouble.empty();
    }
    Sample first = known.getFirst();
    Duration time = Duration.between(first.at(), now);
    int settled = step.tally().settled() - first.settled();
    return time.compareTo(LEAST) < 0 || settled < 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(settled / (time.toMillis() / 1_000.0));
  }
}
