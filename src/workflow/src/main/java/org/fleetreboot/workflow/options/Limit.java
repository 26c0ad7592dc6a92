package org.fleetreboot.workflow.options;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit on a number of devices: a number, or a percentage of the devices.
 *
 * @param amount at least 0; as a percentage at most 100
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
          "invalid limit '" + text + "'; use a number like 3 or a percentage like 5%.");
    }
    return new Limit(Double.parseDouble(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /**
   * Whether {@code count} exceeds this limit.
   *
   * <p>A share of few devices says little, so {@code minSample} decides what a percentage refers
   * to. If there are fewer devices than {@code minSample}, it refers to all of them and allows at
   * least one; otherwise it refers to the settled devices, once {@code minSample} of them are
   * settled. {@code 0%} never allows any.
   *
   * @param settled how many devices have an outcome so far; {@code count} of them have this one
   * @param whole how many devices there are
   * @param minSample from 1; has no effect on a number
   */
  public boolean isBrokenBy(int count, int settled, int whole, int minSample) {
    if (!percentage || amount == 0) {
      return count > amount;
    }
    return whole < minSample
        ? count > 1 && isMoreThanShare(count, whole)
        : settled >= minSample && isMoreThanShare(count, settled);
  }

  /** The limit for {@code whole} devices, rounded up. */
  public int of(int whole) {
    return of(whole, RoundingMode.CEILING);
  }

  /** The limit for {@code whole} devices, rounded down, at least one. */
  int atLeastOneOf(int whole) {
    return Math.max(1, of(whole, RoundingMode.FLOOR));
  }

  private int of(int whole, RoundingMode rounding) {
    BigDecimal exact =
        percentage
            ? BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(whole)).movePointLeft(2)
            : BigDecimal.valueOf(amount).min(BigDecimal.valueOf(Integer.MAX_VALUE));
    return exact.setScale(0, rounding).intValueExact();
  }

  /** Calculated in decimals; in binary, 57 of 2,500 would be more than 2.28 %. */
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
