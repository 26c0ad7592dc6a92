package org.fleetreboot.workflow;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;

/** Writes durations for people. */
public final class DurationFormat {
  private static final int DAYS_FROM = 2;

  private DurationFormat() {}

  /** {@code 150 ms}, {@code 2 min 5 s}, {@code 10 min}, {@code 24 h}, {@code 7 days}. */
  public static String of(Duration time) {
    if (time.isNegative()) {
      return "-" + of(time.negated());
    }
    boolean inDays = time.toDays() >= DAYS_FROM;
    StringJoiner words = new StringJoiner(" ").setEmptyValue("0 s");
    add(words, inDays ? time.toDays() : 0, "days");
    add(words, inDays ? time.toHoursPart() : time.toHours(), "h");
    add(words, time.toMinutesPart(), "min");
    add(words, time.toSecondsPart(), "s");
    add(words, time.toMillisPart(), "ms");
    return words.toString();
  }

  /** The same without what nobody asks: {@code 9 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String about(Duration time) {
    return time.isNegative()
        ? of(Duration.ZERO)
        : of(time.truncatedTo(time.toHours() > 0 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS));
  }

  private static void add(StringJoiner words, long amount, String unit) {
    if (amount > 0) {
      words.add(amount + " " + unit);
    }
  }
}
