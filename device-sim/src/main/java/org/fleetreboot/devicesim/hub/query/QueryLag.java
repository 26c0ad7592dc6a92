package org.fleetreboot.devicesim.hub.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.registry.TwinListener;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/**
 * Shows queries the twins as they were some time ago. Replaced twins are kept for the lag, so
 * memory is proportional to the writes within it; without a lag nothing is kept. Identities and
 * connection states do not lag. Thread-safe.
 */
public final class QueryLag implements TwinListener {
  private final long nanos;
  private final HubClock clock;
  private final Deque<Past> all = new ArrayDeque<>();
  private final Map<RegisteredClient, Deque<Past>> ofClient = new HashMap<>();

  /**
   * A twin that was replaced.
   *
   * @param until when it was replaced, in nanoseconds of the clock
   */
  private record Past(RegisteredClient client, Twin twin, long until) {}

  /**
   * A lag.
   *
   * @param lag zero or more; zero for none
   */
  public QueryLag(Duration lag, HubClock clock) {
    this.nanos = lag.toNanos();
    this.clock = clock;
  }

  @Override
  public void written(RegisteredClient client, Twin before) {
    if (nanos == 0) {
      return;
    }
    synchronized (this) {
      long now = clock.nanoTime();
      forgetBefore(now);
      Past past = new Past(client, before, now);
      all.add(past);
      ofClient.computeIfAbsent(client, absent -> new ArrayDeque<>()).add(past);
    }
  }

  /** The twin that a query sees now. */
  public Twin seen(RegisteredClient client) {
    // Read before the history: a concurrent write adds the twin that it replaces there.
    Twin current = client.twin();
    if (nanos == 0) {
      return current;
    }
    Past oldest = oldest(client);
    return oldest == null ? current : oldest.twin();
  }

  /** The number of replaced twins kept. */
  synchronized int held() {
    return all.size();
  }

  private synchronized @Nullable Past oldest(RegisteredClient client) {
    forgetBefore(clock.nanoTime());
    Deque<Past> pasts = ofClient.get(client);
    return pasts == null ? null : pasts.peek();
  }

  private void forgetBefore(long now) {
    for (Past first = all.peek();
        first != null && now - first.until() >= nanos;
        first = all.peek()) {
      all.remove();
      Deque<Past> pasts = ofClient.get(first.client());
      if (pasts != null) {
        pasts.remove();
        if (pasts.isEmpty()) {
          ofClient.remove(first.client());
        }
      }
    }
  }
}
