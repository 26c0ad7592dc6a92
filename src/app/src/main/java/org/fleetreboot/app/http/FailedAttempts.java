package org.fleetreboot.app.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses: after ten wrong attempts from one address, one more every six
 * seconds. Other addresses are not affected. Thread-safe.
 */
final class FailedAttempts {
  private static final int AT_ONCE = 10;
  private static final Duration BETWEEN = Duration.ofSeconds(6);

  /** Whoever has more addresses than that is forgotten early, and guesses 256 bits all the same. */
  private static final int MOST_SENDERS = 10_000;

  private final InstantSource clock;

  /** When all attempts of a sender so far are forgotten; the longest silent one first. */
  private final Map<String, Instant> forgotten =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  FailedAttempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Passes if the sender may try again.
   *
   * @throws HttpRefusal with status 429
   */
  void check(String sender) {
    if (areTooMany(sender)) {
      throw new HttpRefusal(429, "Too many wrong attempts: wait a minute, then try again.");
    }
  }

  synchronized boolean areTooMany(String sender) {
    Instant full = clock.instant().plus(BETWEEN.multipliedBy(AT_ONCE - 1));
    return forgotten.getOrDefault(sender, Instant.MIN).isAfter(full);
  }

  synchronized void add(String sender) {
    Instant now = clock.instant();
    Instant until = forgotten.getOrDefault(sender, now);
    forgotten.put(sender, (until.isAfter(now) ? until : now).plus(BETWEEN));
  }

  /** How many senders it remembers. */
  synchronized int size() {
    return forgotten.size();
  }
}
