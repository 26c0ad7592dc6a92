package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallTimeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T01:30, 2026-03-29T00:30:00Z",
    "2026-03-29T02:00, 2026-03-29T01:00:00Z",
    "2026-03-29T02:30, 2026-03-29T01:00:00Z",
    "2026-03-29T03:00, 2026-03-29T01:00:00Z",
    "2026-03-29T03:30, 2026-03-29T01:30:00Z",
    "2026-10-25T01:59, 2026-10-24T23:59:00Z",
    "2026-10-25T02:30, 2026-10-25T00:30:00Z",
    "2026-10-25T03:00, 2026-10-25T02:00:00Z"
  })
  void aSkippedTimeIsTheEndOfTheGapAndARepeatedTimeIsTheEarlierOne(
      LocalDateTime shown, Instant at) {
    assertThat(WallTime.instant(shown, PARIS)).isEqualTo(at);
  }

  @Test
  void aDailyTimeInTheSkippedHourComesAtItsEndAndOnce() {
    assertThat(times("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z", 24 * 60, 150))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void timesInTheSkippedHourComeTogetherAtItsEnd() {
    assertThat(times("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", 20, 0))
        .containsExactly("2026-03-29T00:40:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z");
  }

  @Test
  void timesInTheRepeatedHourComeOnce() {
    assertThat(times("2026-10-24T23:45:00Z", "2026-10-25T02:15:00Z", 30, 0))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z");
  }

  @Test
  void aStartInTheRepeatedHourWaitsForItsEnd() {
    assertThat(times("2026-10-25T01:10:00Z", "2026-10-25T02:45:00Z", 30, 0))
        .containsExactly("2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z");
  }

  @Test
  void timesAlwaysAdvanceInAYearOfEveryZone() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      Instant at = Instant.parse("2026-01-01T00:00:00Z");
      for (int i = 0; i < 366; i++) {
        Instant next = next(at, zone, every(24 * 60, 150));
        assertThat(next).as(id + " after " + at).isAfter(at);
        assertThat(Duration.between(at, next)).as(id).isLessThan(Duration.ofHours(27));
        at = next;
      }
    }
  }

  @Test
  void thereIsNoNextTimeAfterTheLastOne() {
    assertThat(WallTime.next(Instant.EPOCH, PARIS, shown -> null)).isNull();
  }

  private static List<String> times(String after, String before, int minutes, int first) {
    List<String> times = new ArrayList<>();
    Instant at = next(Instant.parse(after), PARIS, every(minutes, first));
    while (at.isBefore(Instant.parse(before))) {
      times.add(at.toString());
      at = next(at, PARIS, every(minutes, first));
    }
    return times;
  }

  private static Instant next(
      Instant after, ZoneId zone, Function<LocalDateTime, @Nullable LocalDateTime> times) {
    return Objects.requireNonNull(WallTime.next(after, zone, times));
  }

  /** Each day from minute {@code first}, at a fixed interval in minutes. */
  private static Function<LocalDateTime, @Nullable LocalDateTime> every(int minutes, int first) {
    return shown -> {
      LocalDateTime midnight = shown.truncatedTo(ChronoUnit.DAYS);
      for (int at = first; at < 24 * 60; at += minutes) {
        if (midnight.plusMinutes(at).isAfter(shown)) {
          return midnight.plusMinutes(at);
        }
      }
      return midnight.plusDays(1).plusMinutes(first);
    };
  }
}
