package org.fleetreboot.app.endpoint;

import java.util.List;
import java.util.Map;

/** Checks the first time of a timer, which Camel reads leniently. */
final class TimerCheck {
  private TimerCheck() {}

  static List<String> mistakes(Map<String, String> options) {
    String time = options.get("time");
    if (time == null || time.startsWith("#")) {
      return List.of();
    }
    String plain = time.contains("T") ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
    String pattern = options.getOrDefault("pattern", plain);
    return DateText.strictly(time, pattern)
        ? List.of()
        : List.of("time cannot be '%s'; write it as %s".formatted(time, pattern));
  }
}
