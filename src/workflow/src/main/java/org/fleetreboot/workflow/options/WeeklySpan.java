package org.fleetreboot.workflow.options;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hours that recur on the same days of each week: {@code Mon-Fri 22:00-04:00}.
 *
 * <p>A span that ends at or before its start ends on the next day. {@link WallTime} says what clock
 * changes do to its ends.
 *
 * @param days on which the span begins
 */
public record WeeklySpan(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z,-]+)\\s+)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

  public WeeklySpan {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A window needs at least one day.");
    }
  }

  /**
   * Reads the form above; without days it means every day.
   *
   * @throws DateTimeException for anything else
   */
  static WeeklySpan parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new DateTimeException("invalid hours '" + text.strip() + "'");
    }
    return new WeeklySpan(
        matcher.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : days(matcher.group(1)),
        time(matcher.group(2)),
        time(matcher.group(3).equals("24:00") ? "00:00" : matcher.group(3)));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new DateTimeException("invalid time of day '" + text + "'", e);
    }
  }

  private static Set<DayOfWeek> days(String names) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String name : names.split(",", -1)) {
      int to = name.indexOf('-');
      DayOfWeek first = day(to < 0 ? name : name.substring(0, to));
      DayOfWeek last = to < 0 ? first : day(name.substring(to + 1));
      for (DayOfWeek day = first; day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> name.length() >= 3 && day.name().startsWith(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new DateTimeException("unknown day of the week '" + name + "'"));
  }

  /** How long it is without a clock change. */
  Duration length() {
    Duration length = Duration.between(from, to);
    return to.isAfter(from) ? length : length.plusDays(1);
  }

  /** The span that begins on that day. */
  Interval on(LocalDate day, ZoneId zone) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return new Interval(
        WallTime.instant(day.atTime(from), zone), WallTime.instant(last.atTime(to), zone));
  }

  @Override
  public String toString() {
    String names =
        new TreeSet<>(days)
            .stream()
                .map(
                    day ->
                        day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    return names + " " + from + "-" + to;
  }

  /** From an instant up to, but not including, another. */
  record Interval(Instant start, Instant end) {}
}
