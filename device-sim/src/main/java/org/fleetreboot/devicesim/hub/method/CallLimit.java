package org.fleetreboot.devicesim.hub.method;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * Limits the number of waiting calls, so that a looping caller cannot exhaust memory or a device's
 * queue. Thread-safe.
 */
final class CallLimit {
  // A call may wait for ten minutes; regular callers stay far below these limits.
  static final int MOST_PER_CLIENT = 1_000;
  static final int MOST = 20_000;
  static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final ConcurrentMap<ClientId, Integer> perClient = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Counts a call until {@link #leave}.
   *
   * @throws HubRefusal 429001 when there are too many; the call is then not counted
   */
  void enter(ClientId client, int payloadBytes) {
    int ofClient = perClient.merge(client, 1, Integer::sum);
    int ofAll = all.incrementAndGet();
    long held = bytes.addAndGet(payloadBytes);
    if (ofClient > MOST_PER_CLIENT || ofAll > MOST || held > MOST_BYTES) {
      leave(client, payloadBytes);
      throw HubRefusal.throttled(
          "Too many direct methods wait for " + client + " or for all devices.", TRY_AGAIN);
    }
  }

  void leave(ClientId client, int payloadBytes) {
    perClient.computeIfPresent(client, (id, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
    bytes.addAndGet(-payloadBytes);
  }
}
