package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.fleetreboot.workflow.options.PollOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
  private static final PollOptions USUAL = PollOptions.DEFAULT;
  private static final Instant FAR = NOON.plus(Duration.ofDays(1));

  @ParameterizedTest
  @CsvSource({
    // polls so far, milliseconds until the next: 5 s, then 10 s growing by half up to a minute
    "0, 5000",
    "1, 10000",
    "2, 15000",
    "3, 22500",
    "4, 33750",
    "5, 50625",
    "6, 60000",
    "1000000, 60000"
  })
  void theIntervalGrowsUpToSixTimes(int polls, long millis) {
    assertThat(PollSchedule.next(USUAL, NOON, polls, FAR, 0)).isEqualTo(NOON.plusMillis(millis));
  }

  @Test
  void aTenthOfTheIntervalIsJitter() {
    assertThat(PollSchedule.next(USUAL, NOON, 1, FAR, 0.5)).isEqualTo(NOON.plusMillis(10_500));
    assertThat(PollSchedule.sparse(NOON, 0)).isEqualTo(noonPlus(900));
    assertThat(PollSchedule.sparse(NOON, 0.5)).isEqualTo(noonPlus(945));
  }

  @Test
  void theLastPollIsAtTheDeadline() {
    assertThat(PollSchedule.next(USUAL, NOON, 6, noonPlus(60), 0)).isEqualTo(noonPlus(60));
    assertThat(PollSchedule.next(USUAL, NOON, 6, noonPlus(59), 0)).isEqualTo(noonPlus(59));
    assertThat(PollSchedule.next(USUAL, NOON, 0, noonPlus(1), 0)).isEqualTo(noonPlus(1));
  }

  @Test
  void afterTheDeadlineIntervalsDoNotGrow() {
    assertThat(PollSchedule.next(USUAL, noonPlus(60), 50, noonPlus(60), 0)).isEqualTo(noonPlus(70));
    assertThat(PollSchedule.next(USUAL, noonPlus(99), 50, noonPlus(60), 0))
        .isEqualTo(noonPlus(109));
  }

  @Property(seed = "2026", tries = 500)
  void noPollIsInThePastNorSkipsTheDeadlineNorFollowsAtOnce(
      @ForAll @IntRange(max = 100) int polls,
      @ForAll @IntRange(min = -600, max = 600) int secondsLeft,
      @ForAll @DoubleRange(max = 0.99) double jitter) {
    Instant deadline = noonPlus(secondsLeft);
    Instant next = PollSchedule.next(USUAL, NOON, polls, deadline, jitter);
    assertThat(next).isAfter(NOON);
    assertThat(next).isBeforeOrEqualTo(NOON.plusMillis(66_000));
    if (NOON.isBefore(deadline)) {
      assertThat(next).isBeforeOrEqualTo(deadline);
    } else {
      assertThat(next).isAfterOrEqualTo(noonPlus(10));
    }
  }
}
