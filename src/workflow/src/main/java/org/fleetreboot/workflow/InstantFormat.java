package org.fleetreboot.workflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes instants for people. */
public final class InstantFormat {
  private InstantFormat() {}

  /** To the second, such as {@code 2026-11-30T12:00:05Z}. */
  public static String of(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
