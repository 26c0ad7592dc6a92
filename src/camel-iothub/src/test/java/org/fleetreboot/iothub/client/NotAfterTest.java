package org.fleetreboot.iothub.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.iothub.SettableClock;
import org.junit.jupiter.api.Test;

class NotAfterTest {

  private static final DeviceAddress PUMP = DeviceAddress.device("pump-1");

  private final SettableClock wall = new SettableClock();
  private final AtomicLong monotonic = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final NotAfter inTenSeconds =
      NotAfter.at(wall.instant().plusSeconds(10), wall, monotonic::get);

  @Test
  void allowsTheInstantItself() {
    wall.advance(Duration.ofSeconds(10));
    monotonic.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThatCode(() -> inTenSeconds.check(PUMP)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhenTheWallClockHasPassedIt() {
    wall.advance(Duration.ofSeconds(10).plusNanos(1));

    assertThatThrownBy(() -> inTenSeconds.check(PUMP))
        .isInstanceOf(NotSentException.class)
        .hasMessage(
            "invokeMethod on device pump-1 was not sent, because it had to be sent by"
                + " 2026-03-01T02:00:10Z.");
  }

  @Test
  void refusesWhenTheMonotonicClockHasPassedItAlthoughTheWallClockWasSetBack() {
    wall.advance(Duration.ofHours(-1));
    monotonic.addAndGet(Duration.ofSeconds(10).plusNanos(1).toNanos());

    assertThatThrownBy(() -> inTenSeconds.check(PUMP)).isInstanceOf(NotSentException.class);
  }

  @Test
  void refusesAnInstantThatWasAlreadyPast() {
    NotAfter past = NotAfter.at(wall.instant().minusSeconds(1), wall, monotonic::get);

    assertThatThrownBy(() -> past.check(PUMP)).isInstanceOf(NotSentException.class);
  }

  @Test
  void allowsTheEndOfTime() {
    NotAfter far = NotAfter.at(Instant.MAX, wall, monotonic::get);

    assertThatCode(() -> far.check(PUMP)).doesNotThrowAnyException();
  }

  @Test
  void allowsAnythingWithoutLimit() {
    assertThatCode(() -> NotAfter.never().check(PUMP)).doesNotThrowAnyException();
  }
}
