package org.fleetreboot.bench;

import java.util.Arrays;

/** Figures from several rounds. */
final class Percentiles {
  private Percentiles() {}

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** To one digit behind the point: more would claim a precision that is not there. */
  static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
