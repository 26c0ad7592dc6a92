package org.fleetreboot.app.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept under a secret until somebody shows that secret, once and within ten minutes. An
 * owner who keeps more than twenty loses their own oldest, so nobody displaces what others keep.
 * Thread-safe.
 */
public final class OneTimeSecrets<T> {
  /** Time to read a line at a terminal and to open what it names, or to find a second factor. */
  public static final Duration VALID = Duration.ofMinutes(10);

  private static final int MOST_EACH = 20;

  /** Some megabytes; the oldest of all is forgotten for the next. */
  private static final int MOST = 20_000;

  private final Map<String, Entry<T>> open = new LinkedHashMap<>();
  private final InstantSource clock;

  private record Entry<T>(String owner, T kept, Instant until) {}

  public OneTimeSecrets(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps that for its owner. */
  public synchronized void put(String secret, String owner, T kept) {
    open.values().removeIf(entry -> !isValid(entry));
    List<String> theirs =
        open.entrySet().stream()
            .filter(one -> one.getValue().owner().equals(owner))
            .map(Map.Entry::getKey)
            .toList();
    if (theirs.size() >= MOST_EACH) {
      open.remove(theirs.get(0));
    } else if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(secret, new Entry<>(owner, kept, clock.instant().plus(VALID)));
  }

  /** What is kept under the secret, this once; empty if it is unknown, used or too old. */
  public synchronized Optional<T> take(String secret) {
    return Optional.ofNullable(open.remove(secret)).filter(this::isValid).map(Entry::kept);
  }

  private boolean isValid(Entry<T> entry) {
    return clock.instant().isBefore(entry.until());
  }
}
