package org.fleetreboot.workflow;

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
   * @param settled of how many
   * @param minSample a percentage of fewer than these is no verdict
   */
  public boolean isBrokenBy(int count, int settled, int minSample) {
    return percentage ? settled >= minSample && isMoreThanShare(count, settled) : count > amount;
  }

  /** How many that is of {@code whole}, a fraction counted as one more. */
  public int of(int whole) {
    return percentage
        ? BigDecimal.valueOf(amount)
            .multiply(BigDecimal.valueOf(whole))
            .movePointLeft(2)
            .setScale(0, RoundingMode.CEILING)
            .intValueExact()
        : (int) Math.ceil(amount);
  }

  /** In decimals: in binary, 57 of 2,500 are more than 2.28 %. */
  private boolean isMoreThanShare(int count, int settled) {
    BigDecimal share = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(settled));
    return BigDecimal.valueOf(count).movePointRight(2).compareTo(share) > 0;
  }

  @Override
  public String toString() {
    String number = amount == Math.rint(amount) ? Long.toString((long) amount) : "" + amount;
    return percentage ? number + "%" : number;
  }
}
