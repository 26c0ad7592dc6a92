package org.fleetreboot.bench;

import java.util.Arrays;

/** Figures from several rounds. */
final class Statistics {
  private Statistics() {}

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** To one decimal place: more would claim a false precision. */
  static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
