package org.fleetreboot.app.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.workflow.device.Backoff;

/** Repeats a request to the hub while its failure may be temporary. */
public final class HubRetry {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8));

  private final LongSupplier nanoTime;
  private final long until;
  private int failures;

  /**
   * Begins now.
   *
   * @param patience the maximum total duration
   * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
   */
  HubRetry(Duration patience, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong() + patience.toNanos();
  }

  /** The remaining time, at least a millisecond. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, until - nanoTime.getAsLong()));
  }

  /**
   * Waits before the next attempt.
   *
   * @param first runs before the first wait
   * @return false if another attempt is useless: the failure is permanent, or there is no time left
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

  /** Whether the same request may succeed a moment later, without anybody's help. */
  private static boolean passes(FailureKind kind) {
    return kind == FailureKind.serverError || kind == FailureKind.throttled;
  }
}
