package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.workflow.device.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Opens when operations of one kind fail because of the hub, and lets a single probe through now
 * and then: the next operation that is due anyway. Not thread-safe.
 */
public final class CircuitBreaker {
  /** How many server errors in a row open it: a single 5xx is an accident. */
  private static final int SERVER_ERRORS = 5;

  private static final Backoff PROBES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  /** The longest pause that the hub may ask for. */
  private static final Duration LONGEST_REQUESTED = Duration.ofMinutes(5);

  private final HubQuota quota;
  private @Nullable HubTrouble trouble;

  /** Until when the hub has asked for a pause, whatever succeeds meanwhile. */
  private @Nullable Instant notBefore;

  private @Nullable Instant nextProbe;
  private int probes;
  private int serverErrors;

  /**
   * A closed breaker.
   *
   * @param quota slowed down by each 429, which does not open the breaker
   */
  public CircuitBreaker(HubQuota quota) {
    this.quota = quota;
  }

  /** Why it is open; null while it is closed. */
  public @Nullable HubTrouble trouble() {
    return trouble;
  }

  public boolean isSuspended() {
    return trouble != null;
  }

  /** When the next probe may be sent; null if none is needed. */
  public @Nullable Instant nextProbe() {
    return nextProbe == null || (notBefore != null && notBefore.isAfter(nextProbe))
        ? notBefore
        : nextProbe;
  }

  /**
   * Whether an operation may be sent now: any while it is closed, a single one when a probe is due.
   */
  public boolean admits(Instant now) {
    return !isAhead(notBefore, now) && !isAhead(nextProbe, now);
  }

  /**
   * Whether a planned time lies ahead. A time farther ahead than the longest pause does not count:
   * the clock was set back.
   */
  private static boolean isAhead(@Nullable Instant planned, Instant now) {
    return planned != null
        && now.isBefore(planned)
        && !now.plus(LONGEST_REQUESTED).isBefore(planned);
  }

  /** An operation is sent. If it is a probe, the next one waits longer. */
  public void sent(Instant now) {
    if (trouble != null) {
      planProbe(now);
    }
  }

  /**
   * An operation succeeded, which closes it, unless the hub has asked for a pause: an operation
   * that was under way then says nothing about the pause.
   */
  public void succeeded(Instant now) {
    nextProbe = null;
    probes = 0;
    serverErrors = 0;
    if (!isAhead(notBefore, now)) {
      trouble = null;
      notBefore = null;
    }
  }

  /**
   * An operation failed. It opens at once, after several failures, or for as long as the hub asks.
   */
  public void failed(Instant now, HubTrouble why) {
    boolean suspends =
        switch (why.kind()) {
          case THROTTLED -> {
            quota.throttled(now);
            yield false;
          }
          case UNAUTHORIZED, REFUSED, UNREACHABLE -> true;
          case SERVER_ERROR -> ++serverErrors >= SERVER_ERRORS;
        };
    Duration requested = why.retryAfter();
    if (suspends || requested != null) {
      boolean fresh = trouble == null;
      trouble = why;
      if (fresh) {
        planProbe(now);
      }
      if (requested != null) {
        pauseUntil(
            now.plus(requested.compareTo(LONGEST_REQUESTED) < 0 ? requested : LONGEST_REQUESTED));
      }
    }
  }

  private void pauseUntil(Instant until) {
    if (notBefore == null || notBefore.isBefore(until)) {
      notBefore = until;
    }
  }

  private void planProbe(Instant now) {
    probes++;
    nextProbe = now.plus(PROBES.after(probes, 0.5));
  }
}
