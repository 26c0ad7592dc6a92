package org.fleetreboot.journal.view;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a long answer to read.
 *
 * @param after {@link Page#next} of the page before; null for the first page
 * @param max how many items at most, from 1 to {@link #MOST}
 */
public record PageRequest(@Nullable String after, int max) {
  /** A page of this size is read in some ten milliseconds and fits in memory many times. */
  public static final int MOST = 1_000;

  public PageRequest {
    if (max < 1 || max > MOST) {
      throw new IllegalArgumentException(
          "A page holds 1 to %d items, not %d.".formatted(MOST, max));
    }
  }

  /** The first page. */
  public static PageRequest first(int max) {
    return new PageRequest(null, max);
  }

  /** The page of the same size that begins there. */
  public PageRequest after(String next) {
    return new PageRequest(next, max);
  }
}
