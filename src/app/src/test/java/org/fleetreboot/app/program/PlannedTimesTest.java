package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

class PlannedTimesTest {
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T12:00:00.250Z");

  @ParameterizedTest
  @ValueSource(strings = {"* * * * * ?", "* * * * 1 ?", "*/2 * 3 * * ?"})
  void aYearOfSecondsIsNotIterated(String cron) {
    AtomicInteger steps = new AtomicInteger();
    Function<Instant, Instant> next = next(cron);
    List<Instant> latest =
        new PlannedTimes(
                at -> {
                  steps.incrementAndGet();
                  return next.apply(at);
                })
            .latest(JANUARY, DECEMBER, 100);

    assertThat(latest).hasSize(100).isSorted();
    assertThat(next.apply(latest.get(99))).isAfterOrEqualTo(DECEMBER);
    for (int i = 1; i < latest.size(); i++) {
      assertThat(next.apply(latest.get(i - 1))).isEqualTo(latest.get(i));
    }
    assertThat(steps).hasValueLessThan(100 * 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 30 0 ? * SUN",
        "0 30 2 * * ?",
        "0 0/20 1-3 * * ?",
        "0 0 0 29 2 ?",
        "59 59 23 31 12 ?"
      })
  void theyAreThoseThatOneByOneGives(String cron) {
    Function<Instant, Instant> next = next(cron);
    for (int days = 1; days < 400; days += 13) {
      Instant before = JANUARY.plus(Duration.ofDays(days)).plusSeconds(days);
      List<Instant> all = new ArrayList<>();
      for (Instant at = next.apply(JANUARY);
          at != null && at.isBefore(before);
          at = next.apply(at)) {
        all.add(at);
      }
      assertThat(new PlannedTimes(next).latest(JANUARY, before, 5))
          .as("before " + before)
          .isEqualTo(all.subList(Math.max(0, all.size() - 5), all.size()));
    }
  }

  @Test
  void bothEndsAreExclusive() {
    assertThat(new PlannedTimes(next("* * * * * ?")).latest(JANUARY, JANUARY.plusSeconds(3), 10))
        .containsExactly(JANUARY.plusSeconds(1), JANUARY.plusSeconds(2));
    assertThat(new PlannedTimes(next("* * * * * ?")).latest(DECEMBER, JANUARY, 10)).isEmpty();
  }

  /** With the changes of clocks in March and October. */
  private static Function<Instant, Instant> next(String text) {
    CronExpression cron;
    try {
      cron = new CronExpression(text);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
    cron.setTimeZone(TimeZone.getTimeZone("Europe/Paris"));
    return at -> {
      Date next = cron.getNextValidTimeAfter(Date.from(at));
      return next == null ? null : next.toInstant();
    };
  }
}
