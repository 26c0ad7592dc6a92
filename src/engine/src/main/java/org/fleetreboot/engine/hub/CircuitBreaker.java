package org.fleetreboot.engine.hub;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.workflow.device.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Shuts when operations of one kind fail for the hub's sake, and lets a single probe through now
 * and then: the next operation that was due anyway. Not thread-safe.
 */
public final class CircuitBreaker {
  /** One 5xx is an accident. */
  private static final int SERVER_ERRORS = 5;

  private static final Backoff PROBES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  /** Longer than that, a hub is not left alone, whatever it asks for. */
  private static final Duration LONGEST_REQUESTED = Duration.ofMinutes(5);

  private final HubQuota quota;
  private @Nullable HubTrouble trouble;

  /** Until then the hub has asked to be left alone, whatever succeeds meanwhile. */
  private @Nullable Instant notBefore;

  private @Nullable Instant nextProbe;
  private int probes;
  private int serverErrors;

  /**
   * An open gate.
   *
   * @param quota slowed down by each 429, which shuts nothing
   */
  public CircuitBreaker(HubQuota quota) {
    this.quota = quota;
  }

  /** Why it is shut; null while it is open. */
  public @Nullable HubTrouble trouble() {
    return trouble;
  }

  public boolean isSuspended() {
    return trouble != null;
  }

  /** When the next probe may go; null while none is needed. */
  public @Nullable Instant nextProbe() {
    return nextProbe == null || (notBefore != null && notBefore.isAfter(nextProbe))
        ? notBefore
        : nextProbe;
  }

  /** Whether an operation may go now: any while it is open, a single one at the time of a probe. */
  public boolean admits(Instant now) {
    return !isAhead(notBefore, now) && !isAhead(nextProbe, now);
  }

  /** Nothing is planned farther ahead than the longest request: the clock was set back. */
  private static boolean isAhead(@Nullable Instant planned, Instant now) {
    return planned != null
        && now.isBefore(planned)
        && !now.plus(LONGEST_REQUESTED).isBefore(planned);
  }

  /** An operation goes: when it is a probe, the next one waits longer. */
  public void sent(Instant now) {
    if (trouble != null) {
      planProbe(now);
    }
  }

  /**
   * An operation succeeded: it is open, unless the hub has asked to be left alone. What was under
   * way when it did says nothing of the time that it needs.
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

  /** An operation failed: it shuts at once, or after some more, or for as long as the hub asks. */
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
        leaveAlone(
            now.plus(requested.compareTo(LONGEST_REQUESTED) < 0 ? requested : LONGEST_REQUESTED));
      }
    }
  }

  private void leaveAlone(Instant until) {
    if (notBefore == null || notBefore.isBefore(until)) {
      notBefore = until;
    }
  }

  private void planProbe(Instant now) {
    probes++;
    nextProbe = now.plus(PROBES.after(probes, 0.5));
  }
}
