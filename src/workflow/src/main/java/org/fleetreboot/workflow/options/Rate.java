package org.fleetreboot.workflow.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls per unit of time: {@code 10/m}.
 *
 * @param amount above 0
 */
public record Rate(double amount, Per per) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)\\s*/\\s*([smh])");

  /** The units of time of a rate. */
  public enum Per {
    SECOND("s", 1),
    MINUTE("m", 60),
    HOUR("h", 3_600);

    private final String letter;
    private final int seconds;

    Per(String letter, int seconds) {
      this.letter = letter;
      this.seconds = seconds;
    }

    private static Per ofLetter(String letter) {
      for (Per per : values()) {
        if (per.letter.equals(letter)) {
          return per;
        }
      }
      throw new IllegalArgumentException(letter);
    }
  }

  public Rate {
    if (!(amount > 0)) {
      throw new IllegalArgumentException("rate is " + amount + "; give more than 0.");
    }
  }

  /**
   * Reads {@code 5/s}, {@code 10/m} or {@code 200/h}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Rate parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("invalid rate '" + text + "'; use 5/s, 10/m or 200/h.");
    }
    return new Rate(Double.parseDouble(matcher.group(1)), Per.ofLetter(matcher.group(2)));
  }

  /** How many calls per second. */
  public double perSecond() {
    return amount / per.seconds;
  }

  @Override
  public String toString() {
    String number = amount == Math.rint(amount) ? Long.toString((long) amount) : "" + amount;
    return number + "/" + per.letter;
  }
}
