package org.fleetreboot.app.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Ids for runs that a person starts without naming one. */
public final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** An id has 64 characters at most; the time and the end take 21. */
  private static final int LONGEST_NAME = 40;

  private RunIds() {}

  /** {@code nightly-20261123-003000-k3f}: sorted by time, and two in one second differ. */
  public static String next(String chain, Instant now) {
    String end = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36), 36);
    return of(chain, TIME.format(now) + "-" + "0".repeat(3 - end.length()) + end);
  }

  /** {@code nightly-} and that end, of at most 23 characters that an id may have. */
  static String of(String chain, String end) {
    String name = chain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-" + end;
  }
}
