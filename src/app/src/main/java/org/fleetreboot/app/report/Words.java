package org.fleetreboot.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;

/** Counts and times as people read them. */
public final class Words {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private Words() {}

  /** The counts that are not 0, by the word of the outcome, in the order of {@link Outcome}. */
  public static Map<String, Integer> counts(Tally tally) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (tally.of(outcome) > 0) {
        counts.put(outcome.word(), tally.of(outcome));
      }
    }
    return counts;
  }

  /** {@code 27 confirmed, 1 rejected}; "none settled" when there is none. */
  public static String tally(Tally tally) {
    Map<String, Integer> counts = counts(tally);
    return counts.isEmpty()
        ? "none settled"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  /** A moment, in the zone of this machine. */
  public static String time(Instant instant) {
    return LOCAL.format(instant);
  }

  /** {@code 9 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String time(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
