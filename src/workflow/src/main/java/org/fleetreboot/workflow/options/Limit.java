package org.fleetreboot.workflow.options;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many devices of some: a number, or a percentage of them.
 *
 * @param amount at or above 0; at most 100 as a percentage
 */
public record Limit(double amount, boolean percentage) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,3})?)\\s*(%?)");

  public Limit {
    if (!(amount >= 0) || (percentage && amount > 100)) {
      throw new IllegalArgumentException(
          "A limit of "
              + amount
              + (percentage ? "%; give 0% to 100%." : "; give 0 or more, or a percentage."));
    }
  }

  /**
   * Reads {@code 0}, {@code 12} or {@code 5%}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Limit parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no limit; write a number like 3, or a percentage like 5%.");
    }
    return new Limit(Double.parseDouble(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /**
   * Whether {@code count} is more than this limit bears.
   *
   * <p>A share of few devices says little, so {@code minSample} decides what a percentage is of. Of
   * a whole that is smaller it bears its share, and one device at least; of a larger one it bears
   * its share of those settled, once {@code minSample} of them are. {@code 0%} bears none, ever.
   *
   * @param settled how many have an outcome so far; {@code count} of them that one
   * @param whole how many there are at all
   * @param minSample from 1; without meaning for a number
   */
  public boolean isBrokenBy(int count, int settled, int whole, int minSample) {
    if (!percentage || amount == 0) {
      return count > amount;
    }
    return whole < minSample
        ? count > 1 && isMoreThanShare(count, whole)
        : settled >= minSample && isMoreThanShare(count, settled);
  }

  /** How many that is of {@code whole}, a fraction counted as one more. */
  public int of(int whole) {
    return of(whole, RoundingMode.CEILING);
  }

  /** How many of {@code whole} are not more than that, one at least. */
  int bears(int whole) {
    return Math.max(1, of(whole, RoundingMode.FLOOR));
  }

  private int of(int whole, RoundingMode rounding) {
    BigDecimal exact =
        percentage
            ? BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(whole)).movePointLeft(2)
            : BigDecimal.valueOf(amount).min(BigDecimal.valueOf(Integer.MAX_VALUE));
    return exact.setScale(0, rounding).intValueExact();
  }

  /** In decimals: in binary, 57 of 2,500 are more than 2.28 %. */
  private boolean isMoreThanShare(int count, int whole) {
    BigDecimal share = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(whole));
    return BigDecimal.valueOf(count).movePointRight(2).compareTo(share) > 0;
  }

  @Override
  public String toString() {
    String number = amount == Math.rint(amount) ? Long.toString((long) amount) : "" + amount;
    return percentage ? number + "%" : number;
  }
}
