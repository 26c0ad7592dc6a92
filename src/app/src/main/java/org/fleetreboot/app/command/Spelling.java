package org.fleetreboot.app.command;

import java.util.Locale;

/** Whether a word may be meant for another. */
final class Spelling {
  private Spelling() {}

  /** Whether so few letters differ that it may be a slip: one in three of the longer word. */
  static boolean isNear(String given, String name) {
    String typed = given.toLowerCase(Locale.ROOT);
    int longer = Math.max(typed.length(), name.length());
    return distance(typed, name) <= Math.max(1, longer / 3);
  }

  /** How many letters to add, drop, change, or swap with the next one. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + changed, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }
}
