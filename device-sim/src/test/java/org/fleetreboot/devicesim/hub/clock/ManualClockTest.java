package org.fleetreboot.devicesim.hub.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private final ManualClock clock = ManualClock.at(NOON);
  private final List<String> ran = new ArrayList<>();

  @Test
  void itStandsStillUntilItIsMoved() {
    clock.after(Duration.ofSeconds(1), () -> ran.add("late"));
    assertThat(clock.instant()).isEqualTo(NOON);
    assertThat(ran).isEmpty();
    clock.advance(Duration.ofMillis(999));
    assertThat(ran).isEmpty();
    assertThat(clock.nanoTime()).isEqualTo(999_000_000);
  }

  @Test
  void whatFallsDueRunsInTheOrderOfItsTimeAndSeesThatTime() {
    clock.after(Duration.ofSeconds(2), () -> ran.add("second " + clock.instant()));
    clock.after(
        Duration.ofSeconds(1),
        () -> clock.after(Duration.ofMillis(500), () -> ran.add("first " + clock.instant())));
    clock.advance(Duration.ofSeconds(3));
    assertThat(ran)
        .containsExactly("first 2026-11-23T12:00:01.500Z", "second 2026-11-23T12:00:02Z");
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void anAlarmThatIsCalledOffDoesNotGoOff() {
    clock.after(Duration.ofSeconds(1), () -> ran.add("never")).cancel();
    assertThat(clock.alarms()).isZero();
    clock.advance(Duration.ofDays(1));
    assertThat(ran).isEmpty();
  }

  @Test
  void itDoesNotGoBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
  }
}
