package org.fleetreboot.workflow.options;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.options.WeeklySpan.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which devices may be called: {@code Mon-Fri 22:00-04:00; Sat,Sun 01:00-05:00
 * Europe/Paris except 2026-12-24..2026-12-26, 2027-01-01}.
 *
 * <p>Spans that touch or overlap are one. A span that begins on an excluded date is dropped; one
 * that began the evening before lasts to its end.
 *
 * @param spans at least one
 * @param except dates in {@code zone}
 */
public record MaintenanceWindow(List<WeeklySpan> spans, ZoneId zone, Set<LocalDate> except) {
  private static final Pattern FORM =
      Pattern.compile("(.*\\d)\\s+([^\\s;]*[A-Za-z+-][^\\s;]*)(?:\\s+except\\s+(.+))?");

  private static final String FORM_IN_WORDS =
      "Use a form like Sat,Sun 01:00-05:00 Europe/Paris. Put more hours after a ';', and"
          + " dates to exclude after the zone: except 2026-12-24..2026-12-26.";

  /** A span may have begun the day before; confirmWithin is at most a week. */
  private static final int DAYS_AROUND = 8;

  /** Nobody plans further ahead, and every span may be excluded. */
  private static final int DAYS_AHEAD = 400;

  /** A longer range of dates is a mistake. */
  private static final int MOST_DATES = 400;

  public MaintenanceWindow {
    spans = List.copyOf(spans);
    except = Set.copyOf(except);
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("A window needs hours, such as 01:00-05:00.");
    }
  }

  /**
   * Reads the form above: hours with or without days, a zone, and excluded dates.
   *
   * @throws UnknownZone for an unknown zone
   * @throws IllegalArgumentException for anything else, with the remedy
   */
  public static MaintenanceWindow parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("invalid window '%s'. %s".formatted(text, FORM_IN_WORDS));
    }
    ZoneId zone = zone(text, matcher.group(2));
    try {
      return new MaintenanceWindow(
          Arrays.stream(matcher.group(1).split(";", -1)).map(WeeklySpan::parse).toList(),
          zone,
          matcher.group(3) == null ? Set.of() : dates(matcher.group(3)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "invalid window '%s': %s. %s".formatted(text, e.getMessage(), FORM_IN_WORDS), e);
    }
  }

  private static ZoneId zone(String window, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UnknownZone(
          "invalid window '%s': unknown time zone '%s'.".formatted(window, name), name, e);
    }
  }

  private static Set<LocalDate> dates(String text) {
    Set<LocalDate> dates = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("\\.\\.", -1);
      LocalDate first = date(ends[0].strip());
      LocalDate last = date(ends[ends.length - 1].strip());
      if (ends.length > 2 || last.isBefore(first) || last.isAfter(first.plusDays(MOST_DATES))) {
        throw new DateTimeException("invalid range of dates '" + part.strip() + "'");
      }
      first.datesUntil(last.plusDays(1)).forEach(dates::add);
    }
    return dates;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new DateTimeException("invalid date '" + text + "'", e);
    }
  }

  /** The same hours in another zone. */
  public MaintenanceWindow in(ZoneId other) {
    return new MaintenanceWindow(spans, other, except);
  }

  /**
   * Whether a call may be sent now: inside the window, and early enough to confirm before its end.
   */
  public boolean mayCall(Instant now, Duration confirmWithin) {
    return lastCall(now, confirmWithin) != null;
  }

  /**
   * Whether it has closed for calls since {@code since}, however long ago, even if the next one is
   * already open: a program that stood still over the end must decide as one that did not. A span
   * too short for a call never closes, because it never opens.
   */
  public boolean hasClosedSince(Instant since, Instant now, Duration confirmWithin) {
    LocalDate first = since.atZone(zone).toLocalDate().minusDays(DAYS_AROUND);
    LocalDate end = now.atZone(zone).toLocalDate().plusDays(DAYS_AROUND + 1);
    return !first.isAfter(end)
        && merged(first, end).stream()
            .filter(span -> isLongEnough(span, confirmWithin))
            .map(span -> span.end().minus(confirmWithin))
            .anyMatch(lastCall -> lastCall.isAfter(since) && !lastCall.isAfter(now));
  }

  /** When the last call of the hours around {@code now} may be sent; null outside of them. */
  public @Nullable Instant lastCall(Instant now, Duration confirmWithin) {
    return around(now).stream()
        .filter(span -> !now.isBefore(span.start()))
        .map(span -> span.end().minus(confirmWithin))
        .filter(now::isBefore)
        .findFirst()
        .orElse(null);
  }

  /** Why no device is called any more, once it has closed for calls. */
  public String closedFor(Instant now, Duration confirmWithin) {
    boolean isInside =
        around(now).stream()
            .anyMatch(span -> !now.isBefore(span.start()) && now.isBefore(span.end()));
    return isInside
        ? "the window %s closes too soon for another call: a device has %s to confirm"
            .formatted(this, DurationFormat.of(confirmWithin))
        : "the window " + this + " has closed";
  }

  private static boolean isLongEnough(Interval span, Duration confirmWithin) {
    return span.start().isBefore(span.end().minus(confirmWithin));
  }

  /** When the next call may be sent, {@code now} included; null if not within a year. */
  public @Nullable Instant nextCall(Instant now, Duration confirmWithin) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return merged(today.minusDays(DAYS_AROUND), today.plusDays(DAYS_AHEAD)).stream()
        .filter(span -> isLongEnough(span, confirmWithin))
        .filter(span -> now.isBefore(span.end().minus(confirmWithin)))
        .map(span -> span.start().isAfter(now) ? span.start() : now)
        .findFirst()
        .orElse(null);
  }

  /** Its longest opening, without clock changes and excluded dates. */
  public Duration length() {
    MaintenanceWindow plain = new MaintenanceWindow(spans, ZoneOffset.UTC, Set.of());
    LocalDate any = LocalDate.EPOCH;
    return plain.merged(any, any.plusDays(2L * DAYS_AROUND)).stream()
        .map(span -> Duration.between(span.start(), span.end()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private List<Interval> around(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return merged(today.minusDays(DAYS_AROUND), today.plusDays(DAYS_AROUND + 1));
  }

  private List<Interval> merged(LocalDate first, LocalDate end) {
    List<Interval> intervals =
        first
            .datesUntil(end)
            .filter(date -> !except.contains(date))
            .flatMap(
                date ->
                    spans.stream()
                        .filter(span -> span.days().contains(date.getDayOfWeek()))
                        .map(span -> span.on(date, zone)))
            .filter(span -> span.start().isBefore(span.end()))
            .sorted(Comparator.comparing(Interval::start))
            .toList();
    List<Interval> merged = new ArrayList<>();
    for (Interval next : intervals) {
      Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || next.start().isAfter(last.end())) {
        merged.add(next);
      } else if (next.end().isAfter(last.end())) {
        merged.set(merged.size() - 1, new Interval(last.start(), next.end()));
      }
    }
    return merged;
  }

  @Override
  public String toString() {
    return spans.stream().map(WeeklySpan::toString).collect(Collectors.joining("; "))
        + " "
        + zone
        + (except.isEmpty()
            ? ""
            : new TreeSet<>(except)
                .stream()
                    .map(LocalDate::toString)
                    .collect(Collectors.joining(", ", " except ", "")));
  }
}
