package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the engine decides. On its thread: the meters are looked up once for each chain, and
 * then only added to. No meter has a device or a run for a tag.
 */
final class EngineMeters implements EngineObserver {
  private final InstantSource clock;
  private final Timer steps;
  private final Counter commands;
  private final LookMeters looks;
  private final CallMeters calls;
  private final ChainMeters chains;
  private long beganNanos;
  private volatile @Nullable Instant since;
  private volatile int waiting;

  EngineMeters(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.steps =
        Timer.builder("reboot.engine.step")
            .description("How long the engine decided in one step, without the journal.")
            .serviceLevelObjectives(Buckets.millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000))
            .register(registry);
    this.commands =
        Counter.builder("reboot.engine.commands")
            .description("What the engine was asked or told.")
            .register(registry);
    Gauge.builder("reboot.engine.queue", this, meters -> meters.waiting)
        .description("Commands that wait for the engine's next step.")
        .register(registry);
    this.looks = new LookMeters(registry);
    this.calls = new CallMeters(registry);
    this.chains = new ChainMeters(registry);
  }

  @Override
  public void stepBegins(int taken, int left) {
    since = clock.instant();
    beganNanos = System.nanoTime();
    commands.increment(taken);
    waiting = left;
  }

  @Override
  public void stepEnds(int events) {
    steps.record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
    since = null;
  }

  @Override
  public void runMoved(String chain, RunEvent event) {
    chains.of(chain).moved(event);
  }

  @Override
  public void deviceMoved(
      @Nullable String chain, String hub, String device, RebootState before, RebootEvent event) {
    calls.moved(before, event);
    // A run that is over has already told its chain.
    if (chain != null) {
      chains.of(chain).moved(before, event);
    }
  }

  @Override
  public void looked(TwinReading reading) {
    looks.looked(reading);
  }

  /** How long the step under way has taken; empty if the engine waits for work. */
  Optional<Duration> underWay() {
    return Optional.ofNullable(since).map(began -> Duration.between(began, clock.instant()));
  }

  int waiting() {
    return waiting;
  }

  /** The chains that were seen since the start. */
  ChainMeters chains() {
    return chains;
  }
}
