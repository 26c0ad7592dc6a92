package org.fleetreboot.app.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.workflow.device.Backoff;

/** A request to the hub that is repeated while the hub's trouble may pass. */
final class HubRetry {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8));

  private final LongSupplier nanoTime;
  private final long until;
  private int failures;

  /**
   * Begins now.
   *
   * @param patience how long it may take in total
   * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
   */
  HubRetry(Duration patience, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong() + patience.toNanos();
  }

  /** What is left of the patience, at least a millisecond. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, until - nanoTime.getAsLong()));
  }

  /**
   * Waits before it is asked again.
   *
   * @param first run before the first wait
   * @return false when it is of no use: the failure does not pass, or there is no time for a wait
   */
  boolean again(IotHubOperationException failure, Runnable first) throws InterruptedException {
    if (!passes(failure.kind())) {
      return false;
    }
    failures++;
    Duration wait = BACKOFF.after(failures, 0.5);
    Duration requested = failure.retryAfter();
    if (requested != null && requested.compareTo(wait) > 0) {
      wait = requested;
    }
    if (wait.compareTo(left()) >= 0) {
      return false;
    }
    if (failures == 1) {
      first.run();
    }
    TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    return true;
  }

  /** Whether the same request may be answered a moment later, and nobody has to do anything. */
  private static boolean passes(FailureKind kind) {
    return kind == FailureKind.serverError || kind == FailureKind.throttled;
  }
}
