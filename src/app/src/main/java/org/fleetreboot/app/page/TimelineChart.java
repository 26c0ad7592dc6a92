package org.fleetreboot.app.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.fleetreboot.app.page.Timeline.Point;
import org.fleetreboot.workflow.DurationFormat;
import org.jspecify.annotations.Nullable;

/**
 * The course of a run as lines in a picture.
 *
 * @param ticks times at even distances along the lower edge
 * @param top the number at the upper edge
 * @param whole whether all events were read
 * @param summary the picture in words
 */
public record TimelineChart(
    List<Line> lines, List<String> ticks, long top, boolean whole, String summary) {
  static final int WIDTH = 720;
  static final int HEIGHT = 180;

  /**
   * One line.
   *
   * @param name of what it counts; also its class in the style sheet
   * @param points of an SVG polyline
   * @param last its latest value
   */
  public record Line(String name, String points, long last) {}

  /** Null if nothing was called yet. */
  static @Nullable TimelineChart of(Timeline timeline, Instant began, Instant until, long targets) {
    List<Point> points = timeline.points();
    if (points.isEmpty()) {
      return null;
    }
    Instant last = points.get(points.size() - 1).at();
    long span =
        Math.max(1_000, Duration.between(began, last.isAfter(until) ? last : until).toMillis());
    long top = Math.max(1, targets);
    Point end = points.get(points.size() - 1);
    List<Line> lines =
        List.of(
            line("called", points, Point::called, began, span, top),
            line("confirmed", points, Point::confirmed, began, span, top),
            line("down", points, Point::down, began, span, top),
            line("failed", points, Point::failed, began, span, top));
    String summary =
        "Over %s: %s called, %s down now, %s confirmed, %s failed."
            .formatted(
                DurationFormat.about(Duration.ofMillis(span)),
                Texts.number(end.called()),
                Texts.number(end.down()),
                Texts.number(end.confirmed()),
                Texts.number(end.failed()));
    return new TimelineChart(lines, ticks(began, span), top, timeline.isWhole(), summary);
  }

  /** As steps: a number holds until it changes. */
  private static Line line(
      String name,
      List<Point> points,
      ToLongFunction<Point> value,
      Instant began,
      long span,
      long top) {
    StringBuilder path = new StringBuilder("0," + HEIGHT);
    long before = 0;
    double y = HEIGHT;
    for (Point point : points) {
      long now = value.applyAsLong(point);
      if (now != before) {
        double x = x(Duration.between(began, point.at()).toMillis(), span);
        path.append(' ').append(text(x)).append(',').append(text(y));
        y = HEIGHT - (double) HEIGHT * now / top;
        path.append(' ').append(text(x)).append(',').append(text(y));
        before = now;
      }
    }
    path.append(' ').append(WIDTH).append(',').append(text(y));
    return new Line(name, path.toString(), before);
  }

  private static double x(long millis, long span) {
    return Math.min(WIDTH, (double) WIDTH * millis / span);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number).replace(".0", "");
  }

  private static List<String> ticks(Instant began, long span) {
    List<String> ticks = new ArrayList<>();
    for (int quarter = 0; quarter <= 4; quarter++) {
      Instant at = began.plusMillis(span * quarter / 4);
      ticks.add(Texts.clock(at, Duration.ofMillis(span)));
    }
    return ticks;
  }
}
