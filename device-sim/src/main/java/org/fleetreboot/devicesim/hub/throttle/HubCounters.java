package org.fleetreboot.devicesim.hub.throttle;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Counts events of the hub since its start. Thread-safe. */
public final class HubCounters {
  private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<ClientId, LongAdder> calls = new ConcurrentHashMap<>();

  public void add(Count count) {
    counts.computeIfAbsent(count, c -> new LongAdder()).increment();
  }

  /** A method call was published to a device. */
  public void delivered(ClientId client) {
    add(Count.METHODS_DELIVERED);
    calls.computeIfAbsent(client, id -> new LongAdder()).increment();
  }

  /** Resets all counters to zero. */
  public void reset() {
    counts.clear();
    calls.clear();
  }

  public long get(Count count) {
    LongAdder adder = counts.get(count);
    return adder == null ? 0 : adder.sum();
  }

  /**
   * Method calls published to each device or module that got one, by id: {@code d} or {@code d/m}.
   */
  public SortedMap<String, Long> calls() {
    SortedMap<String, Long> snapshot = new TreeMap<>();
    calls.forEach((id, adder) -> snapshot.put(id.toString(), adder.sum()));
    return snapshot;
  }

  /** All counters, including zeros, in enum order. */
  public Map<Count, Long> snapshot() {
    Map<Count, Long> snapshot = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      snapshot.put(count, get(count));
    }
    return snapshot;
  }
}
