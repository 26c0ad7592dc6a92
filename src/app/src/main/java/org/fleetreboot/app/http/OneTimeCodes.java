package org.fleetreboot.app.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Secret;

/** Codes that sign a person in, each once and soon. Thread-safe. */
final class OneTimeCodes {
  /** Time to read a line at a terminal and to open what it names. */
  static final Duration VALID = Duration.ofMinutes(10);

  /** A script that asks for more forgets its first ones. */
  private static final int MOST = 100;

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final InstantSource clock;

  private record Entry(Caller caller, Instant until) {}

  OneTimeCodes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String fresh(Caller caller) {
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    String code = Secret.fresh();
    open.put(code, new Entry(caller, clock.instant().plus(VALID)));
    return code;
  }

  /** Whom the code signs in, this once; empty if it is unknown, used or too old. */
  synchronized Optional<Caller> use(String code) {
    Entry entry = open.remove(code);
    return Optional.ofNullable(entry)
        .filter(found -> clock.instant().isBefore(found.until()))
        .map(Entry::caller);
  }
}
