package org.fleetreboot.app.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.fleetreboot.app.live.ShortTime;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;

/** How pages write texts, numbers, times and paths. */
public final class Texts {
  private static final ShortTime NEAR = new ShortTime(ZoneId.systemDefault());

  private static final DateTimeFormatter SECONDS = local("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = local("HH:mm");
  private static final DateTimeFormatter DAYS = local("MM-dd HH:mm");

  private Texts() {}

  private static DateTimeFormatter local(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
  }

  /** Without characters that a browser obeys, such as those that reverse what follows. */
  public static String plain(@Nullable String text) {
    return text == null ? "" : EscapedText.line(text);
  }

  /** With separators of thousands. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A rate of requests; the local hub sets no limit. */
  public static String rate(double perSecond) {
    return perSecond < 1_000_000
        ? new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(perSecond)
            + " a second"
        : "without limit";
  }

  /** {@code 1 device}, {@code 2 devices}. */
  public static String count(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** In the zone of the program's machine. */
  public static String time(@Nullable Instant time) {
    return time == null ? "" : TimeText.time(time);
  }

  /** Without its date while that goes without saying. */
  public static String near(Instant time, Instant now) {
    return NEAR.at(time, now);
  }

  /** A time on the axis of a picture that spans that long. */
  static String clock(Instant time, Duration span) {
    return (span.toMinutes() < 10 ? SECONDS : span.toHours() < 20 ? MINUTES : DAYS).format(time);
  }

  public static String duration(Instant from, Instant to) {
    return DurationFormat.about(Duration.between(from, to));
  }

  /** A path of those parts, each encoded. */
  public static String path(String... parts) {
    StringBuilder path = new StringBuilder();
    for (String part : parts) {
      path.append('/').append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path.toString();
  }

  /** A value behind the question mark. */
  public static String query(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** A number between 0 and 100 with one place. */
  static double percent(long part, long whole) {
    return whole == 0 ? 0 : Math.round(1_000.0 * part / whole) / 10.0;
  }
}
