package org.fleetreboot.engine.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of instants that may be null. */
public final class Instants {
  private Instants() {}

  /** The earlier of the two; the other one if one is null; null if both are. */
  public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
