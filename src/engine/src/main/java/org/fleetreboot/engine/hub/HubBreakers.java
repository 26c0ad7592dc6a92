package org.fleetreboot.engine.hub;

import java.time.Instant;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Suspends work with a hub that fails.
 *
 * <p>Reads and calls have a breaker each: a credential may allow only one of them, and a read that
 * succeeds does not show that a call would. Not thread-safe.
 */
public final class HubBreakers {
  /** For twin reads and queries. */
  public final CircuitBreaker reads;

  /** For direct methods. */
  public final CircuitBreaker calls;

  public HubBreakers(HubQuota quota) {
    reads = new CircuitBreaker(quota);
    calls = new CircuitBreaker(quota);
  }

  public HubHealth health() {
    CircuitBreaker open = reads.isSuspended() ? reads : calls;
    HubTrouble trouble = open.trouble();
    return trouble == null ? HubHealth.GOOD : new HubHealth(trouble, open.nextProbe());
  }

  /** Whether a turn may begin now: it costs a read, then a call. */
  public boolean admitsTurn(Instant now) {
    return reads.admits(now) && calls.admits(now);
  }

  /** When a turn may serve as a probe; null if none is needed. */
  public @Nullable Instant nextTurnProbe() {
    Instant read = reads.nextProbe();
    Instant call = calls.nextProbe();
    if (read == null || call == null) {
      return read == null ? call : read;
    }
    return read.isAfter(call) ? read : call;
  }

  public void turnSent(Instant now) {
    reads.sent(now);
    calls.sent(now);
  }

  /** A twin was read, so the hub can be reached for calls too. */
  public void readSucceeded(Instant now) {
    reads.succeeded(now);
    HubTrouble ofCalls = calls.trouble();
    if (ofCalls != null && ofCalls.kind() == HubTrouble.Kind.UNREACHABLE) {
      calls.succeeded(now);
    }
  }
}
