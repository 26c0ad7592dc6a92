package org.fleetreboot.app.command.option;

import java.time.Instant;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.query.PastTime;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The time about which a command asks. */
public final class TimeRangeOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before: a date (2026-10-01), a time (2026-10-01T02:30) or how long ago (30d).")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before that time.")
  private @Nullable String until;

  /** The earliest time; null for any. */
  public @Nullable Instant from(ProcessEnvironment environment) {
    Instant from = read("--since", since, environment);
    Instant before = until(environment);
    if (from != null && before != null && !from.isBefore(before)) {
      throw ProgramFailure.setup(
          "--since %s is not before --until %s: nothing can be shown.".formatted(since, until));
    }
    return from;
  }

  /** What is shown is before this; null for any. */
  public @Nullable Instant until(ProcessEnvironment environment) {
    return read("--until", until, environment);
  }

  private static @Nullable Instant read(
      String option, @Nullable String text, ProcessEnvironment environment) {
    try {
      return text == null ? null : PastTime.parse(text, environment.clock().instant());
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(option + ": " + e.getMessage() + ".", e);
    }
  }
}
