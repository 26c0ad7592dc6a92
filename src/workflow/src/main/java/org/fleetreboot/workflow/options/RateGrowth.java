package org.fleetreboot.workflow.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a rate grows with success: {@code 50% after 100} each time that 100 more are confirmed.
 *
 * @param percent of the previous rate, 1 to 1,000
 * @param confirmed from 1
 */
public record RateGrowth(int percent, int confirmed) {
  private static final Pattern FORM = Pattern.compile("\\+?(\\d{1,4})%\\s+after\\s+(\\d{1,7})");

  /** The limit of the tier is reached long before. */
  private static final double MOST = 1_000_000;

  public RateGrowth {
    if (percent < 1 || percent > 1_000 || confirmed < 1) {
      throw new IllegalArgumentException(
          "A growth of "
              + percent
              + "% after "
              + confirmed
              + "; give 1 to 1000%, after 1 or more.");
    }
  }

  /**
   * Reads the form above.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static RateGrowth parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "invalid rate growth '" + text + "'; use a form like 50% after 100.");
    }
    return new RateGrowth(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The factor on the first rate after that many confirmed devices. */
  public double factor(int soFar) {
    return Math.min(MOST, Math.pow(1 + percent / 100.0, Math.floorDiv(soFar, confirmed)));
  }

  @Override
  public String toString() {
    return percent + "% after " + confirmed;
  }
}
