package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows about devices that left its memory and that no event records: when they
 * were seen connected, and how the clock has moved since their last call. Each is kept for as long
 * as a rule may ask for it.
 */
final class UnrecordedTimes {
  /** The hub reports a connection within minutes; no older sight of it matters. */
  private static final Duration SEEN = Duration.ofMinutes(10);

  private final Map<String, Times> times = new HashMap<>();

  /** Keeps what is known about a device that leaves. */
  void keep(LiveDevice device) {
    Times known = device.unrecorded();
    if (known.connectedAt() != null || known.namedUntil() != null) {
      times.put(device.id, known);
    }
  }

  /** Takes what is known about a device that comes back; null for nothing. */
  @Nullable Times take(String device) {
    return times.remove(device);
  }

  @Nullable Instant connectedAt(String device) {
    Times known = times.get(device);
    return known == null ? null : known.connectedAt();
  }

  /**
   * Forgets what no rule asks for any more.
   *
   * @param steady the time, in steady time
   */
  void prune(Instant steady) {
    times
        .values()
        .removeIf(
            known ->
                (known.connectedAt() == null || known.connectedAt().plus(SEEN).isBefore(steady))
                    && (known.namedUntil() == null || known.namedUntil().isBefore(steady)));
  }

  /**
   * What is known about one device.
   *
   * @param connectedAt when it was seen connected, in steady time; null if it was not
   * @param movedBefore by how much the clock had been moved when the times in its state were set
   * @param namedUntil until when it asked not to be called, in steady time; null if it did not
   */
  record Times(@Nullable Instant connectedAt, Duration movedBefore, @Nullable Instant namedUntil) {}
}
