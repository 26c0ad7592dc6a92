package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.JournalObserver;
import org.jspecify.annotations.Nullable;

/** What the journal writes, and how long it takes. */
final class JournalMeters implements JournalObserver {
  private final InstantSource clock;
  private final Timer commits;
  private final DistributionSummary rows;
  private long beganNanos;
  private volatile @Nullable Instant since;

  JournalMeters(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.commits =
        Timer.builder("reboot.journal.commit")
            .description("How long a transaction of the journal took, with its fsync.")
            .serviceLevelObjectives(
                Buckets.millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000))
            .register(registry);
    this.rows =
        DistributionSummary.builder("reboot.journal.commit.rows")
            .description("How many events and snapshots one transaction wrote.")
            .serviceLevelObjectives(1, 10, 100, 1_000, 5_000, 16_384)
            .register(registry);
  }

  @Override
  public void commitBegins(int count) {
    since = clock.instant();
    beganNanos = System.nanoTime();
    rows.record(count);
  }

  @Override
  public void commitEnds() {
    commits.record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
    since = null;
  }

  /** How long the transaction under way has taken; empty if there is none. */
  Optional<Duration> underWay() {
    return Optional.ofNullable(since).map(began -> Duration.between(began, clock.instant()));
  }
}
