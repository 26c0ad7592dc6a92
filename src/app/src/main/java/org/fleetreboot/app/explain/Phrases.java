package org.fleetreboot.app.explain;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;

/** Parts of sentences. */
final class Phrases {
  /** Longer texts of devices and routes would hide the sentence around them. */
  private static final int LONGEST = 200;

  private Phrases() {}

  /** A text that others wrote, without the full stop at its end. */
  static String plain(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    return cut.endsWith(".") && !cut.endsWith("..") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** {@code : the reason}; empty for none. */
  static String because(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + plain(reason);
  }

  /** {@code 2026-10-01 02:30:00 (in 5 min)}, or how long ago it was. */
  static String when(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    if (left.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return TimeText.time(at) + " (now)";
    }
    return TimeText.time(at)
        + (left.isNegative()
            ? " (" + DurationFormat.about(left.negated()) + " ago)"
            : " (in " + DurationFormat.about(left) + ")");
  }

  /** {@code 1 device}, {@code 3 devices}. */
  static String count(long number, String one) {
    return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }
}
