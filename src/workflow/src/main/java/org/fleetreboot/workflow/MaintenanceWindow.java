package org.fleetreboot.workflow;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The weekly hours in which devices may be called: {@code Sat,Sun 01:00-05:00 Europe/Paris}.
 *
 * <p>A span that ends at or before its start ends on the next day. A local time that a change of
 * the clocks skips is the instant of the change; one that comes twice is the earlier.
 *
 * @param days on which the span begins
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z,]+)\\s+)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)\\s+(\\S+)");

  public MaintenanceWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A window without a day never opens. Give it one.");
    }
  }

  /**
   * Reads the form above; without days it is every day.
   *
   * @throws IllegalArgumentException with the remedy, for anything else
   */
  public static MaintenanceWindow parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    try {
      if (matcher.matches()) {
        Set<DayOfWeek> days =
            matcher.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : days(matcher.group(1));
        return new MaintenanceWindow(
            days,
            LocalTime.parse(matcher.group(2)),
            LocalTime.parse(matcher.group(3)),
            ZoneId.of(matcher.group(4)));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(complaint(text) + " (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException(complaint(text));
  }

  private static String complaint(String text) {
    return "'" + text + "' is no window. Write it like Sat,Sun 01:00-05:00 Europe/Paris.";
  }

  private static Set<DayOfWeek> days(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(
            name ->
                Arrays.stream(DayOfWeek.values())
                    .filter(
                        day ->
                            name.length() >= 3
                                && day.name().startsWith(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new DateTimeException(name + " is no day of the week")))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
  }

  /** Whether a call may go out now: inside, and early enough to confirm before the end. */
  public boolean mayCall(Instant now, Duration confirmWithin) {
    return spansAround(now).stream()
        .anyMatch(
            span -> !now.isBefore(span.start()) && now.isBefore(span.end().minus(confirmWithin)));
  }

  /**
   * Whether it has closed for calls since {@code since}, be the next one open already: who stood
   * still over the end must come to the same decision as who did not.
   */
  public boolean hasClosedSince(Instant since, Instant now, Duration confirmWithin) {
    return spansAround(now).stream()
        .map(span -> span.end().minus(confirmWithin))
        .anyMatch(lastCall -> lastCall.isAfter(since) && !lastCall.isAfter(now));
  }

  /** How long it is open each time, where the clocks do not change meanwhile. */
  public Duration length() {
    Duration length = Duration.between(from, to);
    return to.isAfter(from) ? length : length.plusDays(1);
  }

  private List<Span> spansAround(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    // A week back: a run may have waited since the last span.
    return today
        .minusDays(8)
        .datesUntil(today.plusDays(1))
        .filter(date -> days.contains(date.getDayOfWeek()))
        .map(this::span)
        .toList();
  }

  private Span span(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return new Span(instant(day, from), instant(last, to));
  }

  private Instant instant(LocalDate day, LocalTime time) {
    ZonedDateTime local = day.atTime(time).atZone(zone);
    if (!local.toLocalDateTime().equals(day.atTime(time))) {
      return zone.getRules().getTransition(day.atTime(time)).getInstant();
    }
    return local.withEarlierOffsetAtOverlap().toInstant();
  }

  private record Span(Instant start, Instant end) {}

  @Override
  public String toString() {
    String names =
        new TreeSet<>(days)
            .stream()
                .map(
                    day ->
                        day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    return names + " " + from + "-" + to + " " + zone;
  }
}
