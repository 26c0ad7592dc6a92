package org.fleetreboot.journal.sql.readmodel;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Instants as nanoseconds since 1970, which 64 bits hold from 1677 to 2262. */
final class Nanos {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Instant FIRST = instant(Long.MIN_VALUE);
  private static final Instant LAST = instant(Long.MAX_VALUE);

  private Nanos() {}

  /** An earlier or later instant becomes the first or last that fits. */
  static long of(Instant at) {
    if (at.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    if (at.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    // In this order no step overflows, whatever the sign.
    return at.getEpochSecond() < 0
        ? (at.getEpochSecond() + 1) * SECOND + at.getNano() - SECOND
        : at.getEpochSecond() * SECOND + at.getNano();
  }

  static @Nullable Long ofNullable(@Nullable Instant at) {
    return at == null ? null : of(at);
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
