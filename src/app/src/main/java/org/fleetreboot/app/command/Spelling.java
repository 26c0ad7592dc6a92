package org.fleetreboot.app.command;

import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Whether a word may be meant for another. */
final class Spelling {
  private Spelling() {}

  /** Whether so few letters differ that it may be a slip: two, or one in three of a long word. */
  static boolean isNear(String given, String name) {
    int letters = Math.max(2, Math.max(given.length(), name.length()) / 3);
    return new LevenshteinDistance(letters).apply(given.toLowerCase(Locale.ROOT), name) >= 0;
  }
}
