package org.fleetreboot.engine.hub;

import java.time.Instant;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Suspends the hub when it cannot be worked with.
 *
 * <p>Reads and calls are watched apart: a credential may allow the one and not the other, and a
 * read that succeeds does not show that a call would. Not thread-safe.
 */
public final class HubBreakers {
  /** Twin reads and queries. */
  public final CircuitBreaker reads;

  /** Direct methods. */
  public final CircuitBreaker calls;

  public HubBreakers(HubQuota quota) {
    reads = new CircuitBreaker(quota);
    calls = new CircuitBreaker(quota);
  }

  public HubHealth health() {
    CircuitBreaker shut = reads.isSuspended() ? reads : calls;
    HubTrouble trouble = shut.trouble();
    return trouble == null ? HubHealth.GOOD : new HubHealth(trouble, shut.nextProbe());
  }

  /** Whether a turn may begin now: it costs a read, then a call. */
  public boolean admitsTurn(Instant now) {
    return reads.admits(now) && calls.admits(now);
  }

  /** When a turn may be a probe; null while none is needed. */
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

  /** A twin was read: the hub can be reached, for calls too. */
  public void readSucceeded(Instant now) {
    reads.succeeded(now);
    HubTrouble ofCalls = calls.trouble();
    if (ofCalls != null && ofCalls.kind() == HubTrouble.Kind.UNREACHABLE) {
      calls.succeeded(now);
    }
  }
}
