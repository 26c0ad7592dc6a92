package org.fleetreboot.app.observe;

import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of a histogram: few, because each is a time series. */
final class Buckets {
  private Buckets() {}

  static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  static Duration[] seconds(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }
}
